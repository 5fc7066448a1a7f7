package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sangam.e2e.RunningSangam.Account;
import io.sangam.e2e.Visitor.Screen;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A lead is given back and taken by a colleague; colleagues talk about one without leaving the page they are on.
@Tag("alone")
class PoolJourneyIT {

    private static final Screen NARROW = new Screen(360, 740, true, ColorScheme.LIGHT);

    private final RunningSangam sangam = RunningSangam.get();
    private final Account sales = sangam.account("acme", "SALES");
    private final Account helper = sangam.account("acme", "COSALES");

    @Test
    void aLeadIsGivenBackAndTaken() {
        var lead = lead("Pool Kettle", "+12565550181");
        try (var sam = new Visitor(Screen.DESK)) {
            sam.signIn(sales);
            sam.open("/leads/" + lead);
            sam.button("More actions").click();
            sam.page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Give it back"))
                    .click();
            sam.assertAccessible("giving a lead back");
            sam.dialog().getByLabel("Reason").fill("Too far from my other visits");
            sam.page().keyboard().press("Enter");
            assertThat(sam.page().getByText("Pool Kettle is in the pool")).isVisible();
            sam.assertNoErrors();
        }
        try (var ishaan = new Visitor(NARROW)) {
            ishaan.signIn(helper);
            ishaan.open("/pool");
            var row = row(ishaan, "Pool Kettle");
            assertThat(row.getByText("Too far from my other visits")).isVisible();
            assertThat(row.getByText(Pattern.compile("555.?0181"))).hasCount(0);
            ishaan.settle();
            ishaan.assertAccessible("the pool on a narrow phone");
            Assertions.assertThat((int)
                            ishaan.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                    .isLessThanOrEqualTo(0);
            ishaan.button("Take Pool Kettle").click();
            assertThat(ishaan.page().getByText("Pool Kettle is yours now")).isVisible();
            assertThat(row).hasCount(0);
            ishaan.button("Open").click();
            assertThat(ishaan.page()).hasURL(Pattern.compile("/leads/" + lead));
            Assertions.assertThat(ishaan.heading("Pool Kettle").evaluate("h1 => h1.scrollWidth <= h1.clientWidth"))
                    .as("the whole title fits beside its signs")
                    .isEqualTo(true);
            ishaan.assertNoErrors();
        }
    }

    @Test
    void aRemarkIsAnsweredFromWhereverOneIs() {
        var lead = lead("Dock Kettle", "+12565550182");
        var person = sangam.as(helper).get("/me").data().at("/user/id").asString();
        var shared = sangam.as(sales).post("/leads/" + lead + "/shares", Map.of("userId", person, "right", "write"));
        Assertions.assertThat(shared.status()).isBetween(200, 299);
        try (var ishaan = new Visitor(Screen.DESK)) {
            ishaan.signIn(helper);
            ishaan.open("/tasks");

            var written = sangam.as(sales)
                    .post(
                            "/leads/" + lead + "/comments",
                            Map.of("text", "Can you ring him?", "mentions", List.of(person)));
            Assertions.assertThat(written.status()).isBetween(200, 299);

            var talk = ishaan.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Dock Kettle"));
            assertThat(talk.getByText("Can you ring him?")).isVisible();
            ishaan.assertAccessible("a remark in the dock");
            talk.getByLabel("Reply on Dock Kettle").fill("Done, he buys");
            ishaan.page().keyboard().press("Control+Enter");
            assertThat(talk.getByText("Done, he buys")).isVisible();
            assertThat(ishaan.page()).hasURL(Pattern.compile("/tasks"));
            talk.getByLabel("Reply on Dock Kettle").press("Escape");
            assertThat(talk).hasCount(0);
            ishaan.assertNoErrors();
        }
        Assertions.assertThat(sangam.as(sales)
                        .get("/leads/" + lead + "/timeline?kinds=commented")
                        .data()
                        .valueStream()
                        .map(entry -> entry.at("/data/text").asString()))
                .contains("Done, he buys");
    }

    private String lead(String title, String phone) {
        var own = sangam.as(sales).get("/me").data().at("/user/id").asString();
        var made = sangam.as(sales).post("/leads", Map.of("title", title, "phone", phone, "owner", own));
        Assertions.assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.data().path("lead").path("id").asString();
    }

    private static Locator row(Visitor visitor, String title) {
        return visitor.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(title));
    }
}
