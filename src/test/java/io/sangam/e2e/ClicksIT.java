package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.e2e.Visitor.Screen;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often the mouse is pressed for what people do all day, from the list or record they are on; what is typed does
/// not count. The most that is allowed is what the best of the others needs, or less.
@Tag("alone")
class ClicksIT {

    private final RunningSangam sangam = RunningSangam.get();

    /// Presses as the page itself saw them, whoever caused them.
    private static final class Counter {

        private final Visitor visitor;
        private int meant;

        private Counter(Visitor visitor) {
            this.visitor = visitor;
            visitor.page().evaluate("""
                    () => {
                      if (window.presses === undefined) addEventListener('pointerdown', () => window.presses++, true)
                      window.presses = 0
                    }""");
        }

        private void press(Locator what) {
            what.click();
            meant++;
        }

        private void require(String work, int most) {
            Assertions.assertThat(visitor.page().evaluate("() => window.presses"))
                    .as("presses for: " + work)
                    .isEqualTo(meant);
            Assertions.assertThat(meant).as("presses for: " + work).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void aLeadIsMadeMovedAndConverted() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            openLeads(radha);
            var counter = new Counter(radha);
            counter.press(radha.button("New lead").first());
            assertThat(radha.dialog().getByLabel("First name")).isFocused();
            var keyboard = radha.page().keyboard();
            keyboard.type("Chandra");
            keyboard.press("Tab");
            keyboard.type("Clickwala");
            while (!(boolean) radha.dialog().getByLabel("Phone").evaluate("e => e === document.activeElement")) {
                keyboard.press("Tab");
            }
            keyboard.type("+1 256 555 0171");
            keyboard.press("Control+Enter");
            assertThat(radha.page().getByText("Lead created")).isVisible();
            counter.require("a new lead", 1);

            radha.button("Open").click();
            assertThat(radha.heading("Chandra Clickwala")).isVisible();
            assertThat(radha.button("Convert")).isVisible();
            counter = new Counter(radha);
            counter.press(radha.button("Convert"));
            assertThat(radha.page().getByText("“Chandra Clickwala” is a customer now"))
                    .isVisible();
            counter.require("a customer of a lead", 1);

            radha.open("/leads?q=Clickwala");
            var status = radha.page()
                    .getByRole(AriaRole.GRID)
                    .getByRole(AriaRole.GRIDCELL)
                    .getByText("New", new Locator.GetByTextOptions().setExact(true))
                    .first();
            status.waitFor();
            counter = new Counter(radha);
            counter.press(status);
            counter.press(radha.page()
                    .getByRole(
                            AriaRole.OPTION,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^Documents Collected"))));
            assertThat(radha.page().getByText("Moved to Documents Collected")).isVisible();
            counter.require("another status of a row", 2);
            radha.assertNoErrors();
        }
    }

    @Test
    void aListIsFilteredSavedAndGivenAway() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            openLeads(radha);
            var counter = new Counter(radha);
            counter.press(radha.button("Filter"));
            counter.press(radha.dialog()
                    .getByRole(
                            AriaRole.OPTION,
                            new Locator.GetByRoleOptions().setName("Status").setExact(true)));
            counter.press(radha.dialog()
                    .getByRole(
                            AriaRole.OPTION,
                            new Locator.GetByRoleOptions().setName("New").setExact(true)));
            assertThat(radha.page()).hasURL(Pattern.compile("filter="));
            counter.require("a filter by one field", 3);
            radha.page().keyboard().press("Escape");

            counter = new Counter(radha);
            counter.press(radha.button("Save as"));
            assertThat(radha.dialog().getByLabel("Name of the view")).isFocused();
            radha.page().keyboard().type("Few clicks");
            radha.page().keyboard().press("Enter");
            assertThat(radha.page().getByText("View “Few clicks” saved")).isVisible();
            counter.require("a saved view", 1);

            var boxes = radha.page().getByRole(AriaRole.GRIDCELL).getByRole(AriaRole.CHECKBOX);
            boxes.nth(0).click();
            boxes.nth(1).click();
            assertThat(radha.page().getByText("2 selected")).isVisible();
            counter = new Counter(radha);
            counter.press(radha.button("Assign"));
            counter.press(radha.dialog().getByRole(AriaRole.OPTION).first());
            assertThat(radha.page().getByText("2 records changed")).isVisible();
            counter.require("records given to somebody", 2);
            radha.assertNoErrors();
        }
    }

    /// What was to be done is on the record; here it is said how it went.
    @Test
    void aCallIsLoggedWithItsOutcome() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            openLeads(radha);
            radha.page()
                    .getByRole(AriaRole.GRID)
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            var plan = radha.page().getByPlaceholder("Add a task…");
            plan.fill("Ring about the few clicks");
            plan.press("Enter");
            radha.page()
                    .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Next steps"))
                    .getByRole(AriaRole.LISTITEM)
                    .filter(new Locator.FilterOptions().setHasText("Ring about the few clicks"))
                    .hover();
            var counter = new Counter(radha);
            counter.press(radha.button("Complete “Ring about the few clicks” with an outcome"));
            var reached = radha.dialog().locator("fieldset label").first();
            radha.assertStaysUnderThePointer(reached);
            counter.press(reached);
            radha.page().keyboard().press("Enter");
            assertThat(radha.page().getByText("“Ring about the few clicks” completed"))
                    .isVisible();
            counter.require("a call with its outcome", 2);
            radha.assertNoErrors();
        }
    }

    private static void openLeads(Visitor visitor) {
        visitor.open("/leads");
        visitor.page().getByRole(AriaRole.GRID).getByRole(AriaRole.LINK).first().waitFor();
    }
}
