package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sangam.e2e.RunningSangam.Account;
import io.sangam.e2e.Visitor.Screen;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A proposal from its first line, written by keys, to the customer's word, given without an account.
@Tag("alone")
class ProposalJourneyIT {

    private static final Screen NARROW = new Screen(360, 740, true, ColorScheme.LIGHT);

    private final RunningSangam sangam = RunningSangam.get();
    private final Account sales = sangam.account("acme", "SALES");

    @Test
    void isWrittenByKeysSentAndAccepted() {
        var deal = deal("Kites for forty shops");
        try (var sam = new Visitor(Screen.DESK)) {
            sam.signIn(sales);
            sam.open("/deals/" + deal);
            sam.button("New proposal").click();
            sam.button("Create proposal").click();
            sam.button("Open").click();
            assertThat(sam.page()).hasURL(Pattern.compile("/proposals/[0-9a-f-]+$"));
            var proposal = id(sam);

            sam.button("Add line").focus();
            sam.page().keyboard().press("Enter");
            assertThat(cell(sam, 0, "text")).isFocused();
            type(sam, "Kites", "40", "pieces", "250", "10", "18");
            press(sam, "Enter");
            assertThat(cell(sam, 1, "text")).isFocused();
            type(sam, "Strings", "40", "pieces", "50", "", "");
            press(sam, "Alt+ArrowUp");
            assertThat(cell(sam, 0, "text")).hasValue("Strings");
            press(sam, "Control+z");
            assertThat(cell(sam, 0, "text")).hasValue("Kites");
            // 40 × 250 less a tenth, 18 % on it, and 40 × 50
            assertThat(total(sam)).containsText("12,620");
            cell(sam, 1, "text").focus();
            press(sam, "Control+Enter");
            assertThat(sam.page().getByText("Lines saved")).isVisible();
            sam.settle();
            sam.assertAccessible("the line editor");

            sam.button("Send").click();
            sam.settle();
            sam.assertAccessible("the form that sends a proposal");
            sam.page()
                    .getByText("Only a link", new Page.GetByTextOptions().setExact(true))
                    .click();
            sam.button("Send and copy the link").click();
            assertThat(sam.button("Copy the link")).isVisible();

            decide(token(proposal));

            assertThat(sam.page()
                            .getByText("Accepted", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
            sam.button(Pattern.compile("^Set its value to")).click();
            assertThat(sam.page().getByText("Value of the deal set")).isVisible();
            Assertions.assertThat(sangam.as(sales)
                            .get("/deals/" + deal)
                            .data()
                            .at("/value/amount")
                            .asString())
                    .isEqualTo("12620.00");
            Assertions.assertThat(sangam.as(sales)
                            .get("/notifications?limit=20")
                            .data()
                            .valueStream())
                    .anySatisfy(
                            notice -> Assertions.assertThat(notice.path("kind").asString())
                                    .isEqualTo("proposalAccepted"));
            sam.assertNoErrors();
        }
    }

    @Test
    void asksForApprovalOfADiscountBeyondTheLimit() {
        limit(15);
        var proposal = offered(deal("Kites for a harbour"), "30");
        try (var sam = new Visitor(Screen.DESK)) {
            sam.signIn(sales);
            sam.open("/proposals/" + proposal);
            assertThat(sam.page().getByText("Beyond your limit of 15%")).isVisible();
            assertThat(sam.button("Send")).isDisabled();
            sam.button("Ask for approval").click();
            sam.dialog().getByLabel("What the approvers should know").fill("Paid in advance");
            sam.settle();
            sam.assertAccessible("the form that asks for approval of a proposal");
            sam.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ask for approval"))
                    .click();
            assertThat(sam.page().getByText("Asked for approval. You are told the answer"))
                    .isVisible();
            assertThat(sam.page().getByText("Waits for approval").first()).isVisible();

            var manager = sangam.as(sangam.account("acme", "MANAGER"));
            var request = manager.get("/approvals")
                    .data()
                    .valueStream()
                    .filter(each -> each.path("record").asString().equals(proposal))
                    .findFirst()
                    .orElseThrow();
            Assertions.assertThat(
                            manager.post("/approvals/" + request.path("id").asString() + "/approve", Map.of("step", 0))
                                    .status())
                    .isEqualTo(200);

            assertThat(sam.button("Send")).isEnabled();
            sam.assertNoErrors();
        } finally {
            limit(null);
        }
    }

    @Test
    void fitsANarrowPhone() {
        var proposal = offered(deal("Kites for a train"));
        try (var sam = new Visitor(NARROW)) {
            sam.signIn(sales);
            sam.open("/proposals/" + proposal);
            assertThat(cell(sam, 0, "text")).hasValue("Kites");
            sam.settle();
            assertFits(sam);
            sam.assertAccessible("a proposal on a narrow phone");
            sam.open("/proposals");
            sam.settle();
            assertFits(sam);
            sam.assertNoErrors();
        }
    }

    /// As somebody who has no account here, on a phone.
    private void decide(String token) {
        try (var meera = new Visitor(NARROW)) {
            meera.open("/p#" + token);
            assertThat(meera.page().getByText("Kites", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            meera.settle();
            assertFits(meera);
            meera.assertAccessible("a proposal by its link");
            Assertions.assertThat(meera.page().url()).doesNotContain("pp_");
            meera.page().getByLabel("Your name").fill("Meera Nair");
            meera.button("Accept").click();
            assertThat(meera.page().getByText(Pattern.compile("Meera Nair accepted this")))
                    .isVisible();
            meera.assertNoErrors();
        }
    }

    private static void assertFits(Visitor visitor) {
        Assertions.assertThat(
                        (int) visitor.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                .isLessThanOrEqualTo(0);
    }

    private String deal(String title) {
        var made = sangam.as(sales)
                .post("/deals", Map.of("title", title, "value", Map.of("amount", "5000.00", "currency", "INR")));
        Assertions.assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.data().path("id").asString();
    }

    /// What people in sales may give by themselves.
    private void limit(@Nullable Integer percent) {
        var admin = sangam.as(sangam.account("acme", "ADMIN"));
        var role = admin.get("/roles")
                .data()
                .valueStream()
                .filter(each -> each.path("key").asString().equals("SALES"))
                .findFirst()
                .orElseThrow();
        var definition = new HashMap<String, Object>();
        role.path("definition").properties().forEach(each -> definition.put(each.getKey(), each.getValue()));
        definition.remove("maxDiscount");
        if (percent != null) {
            definition.put("maxDiscount", percent);
        }
        var changed = admin.patch(
                "/roles/" + role.path("id").asString(),
                Map.of("version", role.path("version"), "definition", definition));
        Assertions.assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
    }

    private String offered(String deal) {
        return offered(deal, "0");
    }

    private String offered(String deal, String discount) {
        var made = sangam.as(sales).post("/proposals", Map.of("deal", deal)).data();
        var proposal = made.path("id").asString();
        var line = Map.of("text", "Kites", "quantity", "2", "unitPrice", "10", "discount", discount);
        Assertions.assertThat(sangam.as(sales)
                        .put(
                                "/proposals/" + proposal + "/lines",
                                Map.of("version", made.path("version"), "currency", "INR", "lines", List.of(line)))
                        .status())
                .isEqualTo(200);
        return proposal;
    }

    private String token(String proposal) {
        var link = sangam.as(sales)
                .post("/proposals/" + proposal + "/link", null)
                .data()
                .path("link")
                .asString();
        return URI.create(link).getFragment();
    }

    private static String id(Visitor visitor) {
        var url = visitor.page().url();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static Locator cell(Visitor visitor, int row, String column) {
        return visitor.page().locator("[data-cell='" + row + ":" + column + "']");
    }

    private static Locator total(Visitor visitor) {
        return visitor.page().locator("dd[aria-live]");
    }

    /// Cell after cell.
    private static void type(Visitor visitor, String... values) {
        for (var i = 0; i < values.length; i++) {
            if (i > 0) {
                press(visitor, "Tab");
            }
            press(visitor, "Control+a");
            if (values[i].isEmpty()) {
                press(visitor, "Delete");
            } else {
                visitor.page().keyboard().type(values[i]);
            }
        }
    }

    private static void press(Visitor visitor, String... keys) {
        for (var key : keys) {
            visitor.page().keyboard().press(key);
        }
    }
}
