package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sangam.e2e.RunningSangam.Account;
import io.sangam.e2e.Visitor.Screen;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A call is completed, and what the customer asked for in it becomes a ticket: once.
@Tag("alone")
class CallJourneyIT {

    private static final Screen NARROW = new Screen(360, 740, true, ColorScheme.LIGHT);

    private final RunningSangam sangam = RunningSangam.get();
    private final Account sales = sangam.account("acme", "SALES");

    @Test
    void completesACallAndMakesATicketOfIt() {
        var lead = lead("Kumar Lanterns");
        call(lead, "Ask about the lanterns");
        try (var rohit = new Visitor(Screen.DESK)) {
            rohit.signIn(sales);
            rohit.open("/leads/" + lead);
            rohit.page()
                    .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Next steps"))
                    .getByRole(AriaRole.LISTITEM)
                    .filter(new Locator.FilterOptions().setHasText("Ask about the lanterns"))
                    .hover();
            rohit.button("Complete “Ask about the lanterns” with an outcome").click();
            rohit.page().getByLabel("Comment").fill("Two of the lanterns do not light");
            rohit.settle();
            rohit.assertAccessible("the form that completes a call");
            rohit.button("Complete and make a ticket").click();

            var form = rohit.dialog();
            assertThat(form.getByLabel("Subject")).hasValue("Ask about the lanterns");
            assertThat(form.getByLabel("Description")).hasValue("Two of the lanterns do not light");
            rohit.settle();
            rohit.assertAccessible("the form of a ticket made of a call");
            form.getByLabel("Subject").fill("Two lanterns do not light");
            form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Raise ticket"))
                    .click();
            assertThat(rohit.page().getByText("“Two lanterns do not light” created"))
                    .isVisible();
            assertThat(rohit.page().getByText(Pattern.compile("made ticket TKT-\\d{4}-\\d+ of the call")))
                    .isVisible();

            rohit.button(Pattern.compile("^Show \\d+ done")).click();
            rohit.button("Make a ticket of “Ask about the lanterns”").click();
            assertThat(rohit.page()).hasURL(Pattern.compile("/tickets/[0-9a-f-]+$"));
            assertThat(rohit.page().getByText("A ticket was made of this call already"))
                    .isVisible();
            var back = rohit.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName("Ask about the lanterns")
                                    .setExact(true));
            assertThat(back).isVisible();
            rohit.settle();
            rohit.assertAccessible("a ticket made of a call");
            back.click();
            assertThat(rohit.dialog().getByLabel("What is to be done")).hasValue("Ask about the lanterns");
            rohit.assertNoErrors();
        }
        Assertions.assertThat(sangam.as(sales)
                        .get("/tickets?limit=50&fields=title,lead")
                        .data()
                        .valueStream()
                        .filter(ticket -> ticket.at("/lead/id").asString().equals(lead)))
                .hasSize(1);
    }

    @Test
    void fitsANarrowPhone() {
        var lead = lead("Harbour Bells");
        var task = call(lead, "Ask about the bells");
        Assertions.assertThat(sangam.as(sales)
                        .post(
                                "/tasks/" + task + "/complete",
                                Map.of("version", 0, "outcome", "Reached", "comment", "One of them is cracked"))
                        .status())
                .isEqualTo(200);
        try (var rohit = new Visitor(NARROW)) {
            rohit.signIn(sales);
            rohit.open("/tasks?tab=done");
            rohit.button("Make a ticket of “Ask about the bells”").click();
            assertThat(rohit.dialog().getByLabel("Description")).hasValue("One of them is cracked");
            rohit.settle();
            rohit.assertAccessible("a ticket of a call on a narrow phone");
            Assertions.assertThat((int)
                            rohit.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                    .isLessThanOrEqualTo(0);
            rohit.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Raise ticket"))
                    .click();
            assertThat(rohit.page().getByText("“Ask about the bells” created")).isVisible();
            rohit.assertNoErrors();
        }
    }

    private String lead(String title) {
        var me = sangam.as(sales).get("/me").data().at("/user/id").asString();
        var made = sangam.as(sales)
                .post(
                        "/leads",
                        Map.of(
                                "title",
                                title,
                                "source",
                                "self",
                                "phone",
                                "+12565550183",
                                "owner",
                                me,
                                "onDuplicate",
                                "create"));
        Assertions.assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.data().at("/lead/id").asString();
    }

    private String call(String lead, String title) {
        var made = sangam.as(sales)
                .post(
                        "/tasks",
                        Map.of(
                                "title",
                                title,
                                "kind",
                                "call",
                                "dueAt",
                                "2090-01-01T10:00:00Z",
                                "parent",
                                Map.of("object", "lead", "id", lead)));
        Assertions.assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.data().path("id").asString();
    }
}
