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

/// A large deal is won with the consent it needs: asked for in place of the move, given step by step, then moved.
@Tag("alone")
class ApprovalJourneyIT {

    private static final Screen NARROW = new Screen(360, 740, true, ColorScheme.LIGHT);

    private final RunningSangam sangam = RunningSangam.get();
    private final Account sales = sangam.account("acme", "SALES");
    private final Account manager = sangam.account("acme", "MANAGER");
    private final Account admin = sangam.account("acme", "ADMIN");

    @Test
    void asksInPlaceOfTheMoveAndWinsOnceEveryStepConsented() {
        var deal = deal("Lanterns for the harbour");
        try (var rohit = new Visitor(Screen.DESK)) {
            rohit.signIn(sales);
            rohit.open("/deals/" + deal);
            choose(rohit, "Won");
            assertThat(rohit.page().getByText("Moving to Won needs approval")).isVisible();
            rohit.settle();
            rohit.assertAccessible("asking for approval");
            rohit.page().getByLabel("What the approvers should know").fill("Paid in advance");
            rohit.button("Ask for approval").click();
            assertThat(rohit.page().getByText(Pattern.compile("^Asked Arjun Mehta")))
                    .isVisible();
            var card = card(rohit.page().locator("body"), "Paid in advance");
            assertThat(card.getByText("Waits for Arjun Mehta")).isVisible();
            rohit.settle();
            rohit.assertAccessible("a record that waits for approval");

            try (var arjun = new Visitor(Screen.DESK)) {
                arjun.signIn(manager);
                arjun.open("/approvals");
                var waiting = card(arjun.page().locator("main"), "Lanterns for the harbour");
                assertThat(waiting.getByText("Move to Won")).isVisible();
                arjun.settle();
                arjun.assertAccessible("approvals that wait");
                press(waiting, "Approve");
                assertThat(waiting).hasCount(0);
                arjun.assertNoErrors();
            }
            try (var meera = new Visitor(NARROW)) {
                meera.signIn(admin);
                meera.open("/approvals");
                var waiting = card(meera.page().locator("main"), "Lanterns for the harbour");
                assertThat(waiting.getByText("Arjun Mehta approved")).isVisible();
                meera.settle();
                meera.assertAccessible("approvals on a narrow phone");
                Assertions.assertThat((int)
                                meera.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                        .isLessThanOrEqualTo(0);
                press(waiting, "Approve");
                assertThat(waiting).hasCount(0);
                meera.assertNoErrors();
            }

            rohit.open("/deals/" + deal);
            assertThat(rohit.page().getByText("Meera Nair approved: Won")).isVisible();
            choose(rohit, "Won");
            var confirm = rohit.button("Move to Won");
            assertThat(confirm.or(rohit.page().getByText("Moved to Won")).first())
                    .isVisible();
            if (confirm.isVisible()) {
                confirm.click();
            }
            assertThat(rohit.page().getByText("Moved to Won").first()).isVisible();
            rohit.assertNoErrors();
        }
    }

    /// Beside the entry of the menu, as it happens and without a word read aloud twice.
    @Test
    void theMenuSaysHowManyWait() {
        try (var arjun = new Visitor(Screen.DESK)) {
            arjun.signIn(manager);
            arjun.open("/");
            var entry = arjun.page()
                    .getByRole(AriaRole.NAVIGATION)
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^Approvals")));
            assertThat(entry).hasCount(1);
            var before = waiting(manager);
            assertThat(entry).hasAccessibleName(said(before));

            var deal = deal("Sails for the ferry");
            var asked = sangam.as(sales).post("/approvals", Map.of("object", "deal", "record", deal, "to", "won"));
            var id = asked.data().at("/approval/id").asString();
            assertThat(entry).hasAccessibleName(said(before + 1));
            arjun.settle();
            arjun.assertAccessible("the menu while an approval waits");

            Assertions.assertThat(sangam.as(sales)
                            .post("/approvals/" + id + "/withdraw", null)
                            .status())
                    .isEqualTo(200);
            assertThat(entry).hasAccessibleName(said(before));
            arjun.assertNoErrors();
        }
    }

    private int waiting(Account who) {
        return sangam.as(who)
                .get("/notifications?limit=1")
                .body()
                .at("/meta/waiting/approvals")
                .asInt();
    }

    private static String said(int waiting) {
        return waiting == 0 ? "Approvals" : "Approvals " + waiting + (waiting == 1 ? " waits" : " wait") + " for you";
    }

    @Test
    void seesWhyItWasNotApprovedAndAsksAgain() {
        var deal = deal("Bells for the tower");
        var asked = sangam.as(sales).post("/approvals", Map.of("object", "deal", "record", deal, "to", "won"));
        var id = asked.data().at("/approval/id").asString();
        Assertions.assertThat(sangam.as(manager)
                        .post("/approvals/" + id + "/reject", Map.of("step", 0, "reason", "Too long to pay"))
                        .status())
                .isEqualTo(200);
        try (var rohit = new Visitor(NARROW)) {
            rohit.signIn(sales);
            rohit.open("/approvals?which=asked");
            assertThat(card(rohit.page().locator("main"), "Bells for the tower").getByText("Too long to pay"))
                    .isVisible();
            rohit.settle();
            rohit.assertAccessible("approvals on a narrow phone");
            rohit.assertNoErrors();
        }
        try (var rohit = new Visitor(Screen.DESK)) {
            rohit.signIn(sales);
            rohit.open("/deals/" + deal);
            choose(rohit, "Won");
            assertThat(rohit.dialog().getByText("Not approved: Too long to pay"))
                    .isVisible();
            rohit.settle();
            rohit.assertAccessible("a rejected approval");
            rohit.button("Ask for approval").click();
            assertThat(rohit.page().getByText(Pattern.compile("^Asked Arjun Mehta")))
                    .isVisible();
            rohit.assertNoErrors();
        }
    }

    /// Ready to be won, and worth more than may be won without asking.
    private String deal(String title) {
        var api = sangam.as(admin);
        var owner = sangam.as(sales).get("/me").data().at("/user/id").asString();
        var made = api.post(
                "/deals",
                Map.of(
                        "title",
                        title,
                        "owner",
                        owner,
                        "value",
                        Map.of("amount", "240000.00", "currency", "INR"),
                        "expectedClose",
                        "2090-01-01"));
        Assertions.assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        var id = made.data().path("id").asString();
        for (var stage : new String[] {"proposal_sent", "negotiation"}) {
            var version = api.get("/deals/" + id).data().path("version").asInt();
            var moved =
                    api.post("/deals/" + id + "/transition", Map.of("version", version, "to", stage, "force", true));
            Assertions.assertThat(moved.status()).as("%s", moved.body()).isEqualTo(200);
        }
        return id;
    }

    /// Opens the form of a move from the list of all statuses.
    private static void choose(Visitor visitor, String status) {
        visitor.page()
                .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Status"))
                .locator("[aria-current=step]")
                .click();
        visitor.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + status)))
                .first()
                .click();
    }

    private static Locator card(Locator within, String text) {
        return within.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHasText(text)
                        .setHas(within.page().getByRole(AriaRole.LIST)));
    }

    private static void press(Locator card, String button) {
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }
}
