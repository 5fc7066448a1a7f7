package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.sangam.e2e.Visitor.Screen;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same work without a mouse: palette, new lead, edit in a cell, columns, peek, status, undo, trash, a task, a
/// conversion, a filter that becomes a view, several records given to another, a ticket resolved, a role changed.
@Tag("alone")
class KeyboardJourneysIT {

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void makesALeadFindsItByThePaletteAndEditsItInTheList() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            newLead(radha, "Zohra", "Keyboardwala", "+1 256 555 0151");

            press(radha, "Control+k");
            var palette = radha.dialog().getByRole(AriaRole.COMBOBOX);
            assertThat(palette).isFocused();
            radha.page().keyboard().type("Keyboardwala");
            assertThat(option(radha, "Zohra Keyboardwala")).isVisible();
            press(radha, "Enter");
            assertThat(radha.heading("Zohra Keyboardwala")).isVisible();

            radha.open("/leads?q=Keyboardwala");
            assertThat(radha.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Zohra Keyboardwala")))
                    .isVisible();
            press(radha, "j", "ArrowRight", "Enter");
            assertThat(radha.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Company")))
                    .isFocused();
            radha.page().keyboard().type("Keys and Sons");
            press(radha, "Enter");
            assertThat(radha.page().getByText("Company saved")).isVisible();
            press(radha, "Control+z");
            assertThat(radha.page().getByText("Undone")).isVisible();
            assertThat(radha.page().getByText("Keys and Sons")).hasCount(0);
            radha.assertNoErrors();
        }
    }

    @Test
    void movesWidensAndGroupsByColumns() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads?fields=title,company,status,phone");
            assertThat(radha.page()
                            .getByRole(AriaRole.GRID)
                            .getByRole(AriaRole.LINK)
                            .first())
                    .isVisible();
            press(radha, "j", "ArrowUp", "ArrowRight");
            assertThat(head(radha, "Company")).isFocused();
            press(radha, "Alt+ArrowRight");
            assertThat(head(radha, "Company")).isFocused();
            assertThat(radha.page()).hasURL(Pattern.compile("fields=title%2Cstatus%2Ccompany%2Cphone"));
            press(radha, "Shift+ArrowRight");
            assertThat(radha.page()).hasURL(Pattern.compile("widths=.*company"));
            press(radha, "ArrowLeft", "Alt+ArrowDown");
            assertThat(radha.button("Sort ascending")).isFocused();
            radha.assertAccessible("the menu of a column");
            radha.button("Group by this").focus();
            press(radha, "Enter");
            assertThat(radha.page().getByRole(AriaRole.ROWHEADER).first()).isVisible();
            assertThat(head(radha, "Status")).isFocused();
            radha.assertAccessible("a grouped list");
            radha.assertNoErrors();
        }
    }

    @Test
    void looksBesideTheListAndWalksIt() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads");
            assertThat(radha.page()
                            .getByRole(AriaRole.GRID)
                            .getByRole(AriaRole.LINK)
                            .first())
                    .isVisible();
            press(radha, "j", "Space");
            var panel = radha.page().getByRole(AriaRole.COMPLEMENTARY);
            assertThat(panel.getByRole(AriaRole.HEADING).first()).not().hasText("Loading…");
            var first = panel.getByRole(AriaRole.HEADING).first().textContent();
            press(radha, "]");
            assertThat(panel.getByRole(AriaRole.HEADING).first()).not().hasText(first);
            press(radha, "[");
            assertThat(panel.getByRole(AriaRole.HEADING).first()).hasText(first);
            press(radha, "Escape");
            assertThat(panel).hasCount(0);
            radha.assertNoErrors();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void movesACardAndTakesItBack(boolean dark) {
        try (var radha = new Visitor(dark ? Screen.DESK.dark() : Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads?kind=board");
            var card = column(radha, "New").getByRole(AriaRole.LINK).first();
            assertThat(card).isVisible();
            radha.assertAccessible("a board");
            var name = card.textContent();
            press(radha, "j");
            assertThat(card).isFocused();
            press(radha, "s");
            assertThat(radha.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Change status")))
                    .isFocused();
            radha.assertAccessible("the move of a card");
            radha.page().keyboard().type("Documents Coll");
            press(radha, "Enter");
            assertThat(radha.page().getByText("Moved to Documents Collected")).isVisible();
            assertThat(column(radha, "Documents Collected")
                            .getByRole(AriaRole.LINK)
                            .first())
                    .hasText(name);

            press(radha, "Control+z");
            assertThat(radha.page().getByText("Undone")).isVisible();
            assertThat(column(radha, "New").getByRole(AriaRole.LINK).first()).hasText(name);
            radha.assertNoErrors();
        }
    }

    @Test
    void bringsBackFromTheTrash() {
        try (var hema = new Visitor(Screen.DESK)) {
            hema.signIn(sangam.account("globex", "ADMIN"));
            newLead(hema, "Tripti", "Trashwala", "+1 256 555 0152");
            hema.button("Open").click();
            assertThat(hema.heading("Tripti Trashwala")).isVisible();
            hema.button("More actions").click();
            hema.page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Move to the trash"))
                    .click();
            assertThat(hema.page().getByText("“Tripti Trashwala” moved to the trash"))
                    .isVisible();

            hema.open("/trash?object=lead");
            assertThat(hema.page().getByRole(AriaRole.GRID)).isVisible();
            hema.assertAccessible("the trash");
            hema.page()
                    .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("Tripti")))
                    .click();
            hema.button("Restore 1 record").click();
            assertThat(hema.page().getByText("1 record restored")).isVisible();
            hema.assertNoErrors();
        }
    }

    @Test
    void plansATaskAndMakesACustomerOfALead() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            newLead(radha, "Karuna", "Convertwala", "+1 256 555 0153");
            press(radha, "Control+k");
            assertThat(radha.dialog().getByRole(AriaRole.COMBOBOX)).isFocused();
            radha.page().keyboard().type("Convertwala");
            assertThat(option(radha, "Karuna Convertwala")).isVisible();
            press(radha, "Enter");
            assertThat(radha.heading("Karuna Convertwala")).isVisible();

            press(radha, "t");
            assertThat(radha.dialog().getByLabel("What is to be done")).isFocused();
            radha.page().keyboard().type("Send the papers");
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("Task “Send the papers” created")).isVisible();
            radha.page()
                    .getByLabel("Complete “Send the papers”", new Page.GetByLabelOptions().setExact(true))
                    .focus();
            press(radha, "Tab", "Tab");
            assertThat(radha.button("Complete “Send the papers” with an outcome"))
                    .isFocused();
            press(radha, "Enter");
            assertThat(radha.dialog().getByRole(AriaRole.RADIO).first()).isFocused();
            press(radha, "2");
            assertThat(radha.dialog().getByRole(AriaRole.RADIO).nth(1)).isChecked();
            press(radha, "Enter");
            assertThat(radha.page().getByText("“Send the papers” completed")).isVisible();

            press(radha, "v");
            assertThat(radha.page().getByText("“Karuna Convertwala” is a customer now"))
                    .isVisible();
            press(radha, "Control+z");
            assertThat(radha.page().getByText("Undone", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();

            radha.button("Choose what it becomes").focus();
            press(radha, "Enter");
            assertThat(radha.dialog().getByText("Name of the account")).isVisible();
            radha.assertAccessible("the conversion of a lead");
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("“Karuna Convertwala” is a customer now"))
                    .isVisible();
            radha.assertNoErrors();
        }
    }

    @Test
    void filtersSavesTheViewAndGivesSeveralAway() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads");
            assertThat(radha.page()
                            .getByRole(AriaRole.GRID)
                            .getByRole(AriaRole.LINK)
                            .first())
                    .isVisible();
            press(radha, "f");
            assertThat(radha.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Field")))
                    .isFocused();
            radha.page().keyboard().type("Status");
            press(radha, "Enter");
            // beside the list that narrows by one status
            var values = radha.page().locator("input[role=combobox][aria-label=Status]");
            assertThat(values).isFocused();
            radha.page().keyboard().type("New");
            press(radha, "Enter", "Escape");
            assertThat(radha.page()).hasURL(Pattern.compile("filter="));
            radha.button("Save as").focus();
            press(radha, "Enter");
            assertThat(radha.dialog().getByLabel("Name of the view")).isFocused();
            // another one each time it is tried: a view stays
            var view = "Fresh ones " + System.currentTimeMillis() % 100_000;
            radha.page().keyboard().type(view);
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("View “" + view + "” saved")).isVisible();
            assertThat(radha.button(view)).hasAttribute("aria-pressed", "true");

            radha.page()
                    .getByRole(AriaRole.GRID)
                    .getByRole(AriaRole.LINK)
                    .first()
                    .waitFor();
            press(radha, "j", "x", "j", "x");
            assertThat(radha.page().getByText("2 selected")).isVisible();
            press(radha, "a");
            assertThat(radha.dialog().getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("New owner")))
                    .isFocused();
            radha.assertAccessible("records to give away");
            press(radha, "ArrowDown", "Enter");
            assertThat(radha.page().getByText("2 records changed")).isVisible();
            press(radha, "Control+z");
            assertThat(radha.page().getByText("2 records are as they were")).isVisible();
            radha.assertNoErrors();
        }
    }

    @Test
    void raisesATicketRemarksOnItAndResolvesIt() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            press(radha, "n", "k");
            assertThat(radha.dialog().getByLabel("Subject")).isFocused();
            radha.page().keyboard().type("The keys are stuck");
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("“The keys are stuck” created")).isVisible();
            radha.button("Open").focus();
            press(radha, "Enter");
            assertThat(radha.heading("The keys are stuck")).isVisible();

            press(radha, "m");
            assertThat(radha.page().getByLabel("Remark", new Page.GetByLabelOptions().setExact(true)))
                    .isFocused();
            radha.page().keyboard().type("A new keyboard is on its way.");
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("A new keyboard is on its way.")).isVisible();
            press(radha, "Escape", "s");
            assertThat(radha.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Change status")))
                    .isFocused();
            radha.page().keyboard().type("Open");
            press(radha, "Enter");
            assertThat(radha.button("Move to Open")).isFocused();
            press(radha, "Enter");
            assertThat(radha.page().getByText("Moved to Open")).isVisible();

            assertThat(radha.button("Resolve")).isVisible();
            press(radha, "Shift+R");
            radha.dialog().getByRole(AriaRole.COMBOBOX).first().focus();
            press(radha, "Enter", "ArrowDown", "Enter");
            radha.dialog().getByLabel("Resolution notes").focus();
            radha.page().keyboard().type("It is plugged in.");
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("Moved to Resolved")).isVisible();
            radha.assertNoErrors();
        }
    }

    /// Marks by keys and as Markdown, a colleague after an "@", and the same text again when it is edited.
    @Test
    void writesARemarkWithMarksAndAMention() {
        try (var radha = new Visitor(new Screen(360, 740, true, ColorScheme.LIGHT))) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            newLead(radha, "Marka", "Boldwala", "+1 256 555 0183");
            radha.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Marka Boldwala"))
                    .first()
                    .focus();
            press(radha, "Enter");
            assertThat(radha.heading("Marka Boldwala")).isVisible();

            press(radha, "m");
            var field = radha.page()
                    .getByRole(
                            AriaRole.TEXTBOX,
                            new Page.GetByRoleOptions().setName("Remark").setExact(true));
            assertThat(field).isFocused();
            assertThat(field).hasAttribute("contenteditable", "true");
            press(radha, "Control+b");
            radha.page().keyboard().type("Urgent");
            press(radha, "Control+b");
            radha.page().keyboard().type(" for @");
            var people =
                    radha.page().getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("People to mention"));
            assertThat(people.getByRole(AriaRole.OPTION).first()).isVisible();
            radha.assertAccessible("people offered in the editor");
            press(radha, "ArrowDown", "Enter");
            assertThat(people).isHidden();
            press(radha, "Enter");
            radha.page().keyboard().type("- ring *today*");
            press(radha, "Enter");
            radha.page().keyboard().type("2 * 3 boats");
            press(radha, "Enter", "Enter");
            radha.page().keyboard().type("See terms");
            press(radha, "Shift+Control+ArrowLeft", "Control+Shift+l");
            radha.page().keyboard().type("pier.example/terms");
            press(radha, "Enter");
            assertThat(field).isFocused();
            press(radha, "Alt+F10");
            assertThat(radha.button("Bold")).isFocused();
            radha.assertAccessible("the editor of remarks");
            Assertions.assertThat(radha.page().evaluate("() => document.documentElement.scrollWidth <= 360"))
                    .as("nothing is wider than the phone")
                    .isEqualTo(true);
            radha.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            radha.assertContrast("the editor in the dark");
            radha.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            radha.page().evaluate("() => { document.documentElement.dir = 'rtl' }");
            radha.assertAccessible("the editor from right to left");
            radha.page().evaluate("() => { document.documentElement.dir = 'ltr' }");
            press(radha, "Escape", "Control+Enter");

            var remark = radha.page()
                    .getByRole(AriaRole.LISTITEM)
                    .filter(new Locator.FilterOptions().setHasText("boats"))
                    .first();
            assertThat(remark.locator("strong")).hasText("Urgent");
            radha.page().reload();
            press(radha, "m");
            assertThat(remark.locator("strong")).hasText("Urgent");
            assertThat(remark.locator("em")).hasText("today");
            assertThat(remark.locator("ul > li")).hasText(new String[] {"ring today", "2 * 3 boats"});
            assertThat(remark.getByRole(AriaRole.LINK)).hasAttribute("href", "https://pier.example/terms");

            remark.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                    .focus();
            press(radha, "Enter");
            assertThat(remark.getByRole(AriaRole.TEXTBOX)).isFocused();
            press(radha, "Control+End");
            radha.page().keyboard().type(" **now**");
            press(radha, "Control+Enter");
            assertThat(remark.locator("strong")).hasText(new String[] {"Urgent", "now"});
            assertThat(remark.getByText("(edited)")).isVisible();
            radha.assertNoErrors();
        }
    }

    /// The help of keys and the charts: both leave the focus where it was, or lead it from figure to figure.
    @Test
    void asksForTheKeysInARowAndWalksTheForecast() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads");
            press(radha, "j", "ArrowRight");
            var cell = radha.page().locator("[role=gridcell]:focus");
            assertThat(cell).hasCount(1);
            var before = cell.textContent();
            press(radha, "?");
            assertThat(radha.dialog()).isVisible();
            press(radha, "Escape");
            assertThat(radha.dialog()).hasCount(0);
            assertThat(cell).hasText(before);

            radha.open("/deals/forecast");
            radha.button("Show as a table").first().focus();
            press(radha, "Tab");
            var point = radha.page().locator("[role=img]:focus");
            assertThat(point).hasCount(1);
            var first = point.getAttribute("aria-label");
            assertThat(radha.page()
                            .getByText(first.split(" · ")[1], new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
            radha.assertAccessible("a place of a chart");
            press(radha, "ArrowRight");
            assertThat(point).not().hasAttribute("aria-label", first);
            press(radha, "End", "Home");
            assertThat(point).hasAttribute("aria-label", first);
            press(radha, "Tab");
            assertThat(radha.button("Show as a table").nth(1)).isFocused();
            radha.assertNoErrors();
        }
    }

    @Test
    void changesWhatARoleMayDo() {
        try (var hema = new Visitor(Screen.DESK)) {
            hema.signIn(sangam.account("globex", "ADMIN"));
            hema.open("/roles");
            hema.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Viewer"))
                    .focus();
            press(hema, "Enter");
            var level = hema.page()
                    .getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName("Level for Partners"))
                    .locator("input:checked");
            level.focus();
            press(hema, "ArrowRight", "Control+Enter");
            assertThat(hema.page().getByText("Role Viewer saved")).isVisible();
            assertThat(hema.button("Save")).isDisabled();
            level.focus();
            press(hema, "ArrowLeft", "Control+Enter");
            assertThat(hema.page().getByText("Role Viewer saved")).hasCount(2);
            hema.assertNoErrors();
        }
    }

    @Test
    void importsACsvAndMendsARow() {
        var people = "Full name,Phone\nMira Mendwala,+1 256 555 0174\nVarun Mendwala,12\n";
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads?q=Mendwala");
            press(radha, "Control+k");
            assertThat(radha.dialog().getByRole(AriaRole.COMBOBOX)).isFocused();
            radha.page().keyboard().type("Import a file");
            assertThat(option(radha, "Import a file")).isVisible();
            press(radha, "Enter");
            assertThat(radha.button("Choose a file").last()).isFocused();
            // The system's own dialog is not the page's: the file is put where that would put it.
            radha.dialog()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("people.csv", "text/csv", people.getBytes(StandardCharsets.UTF_8)));

            var wrong = radha.dialog().locator("[role=gridcell][aria-invalid=true]");
            assertThat(wrong).isFocused();
            radha.assertAccessible("rows to mend");
            press(radha, "Enter", "Control+a");
            radha.page().keyboard().type("+1 256 555 0175");
            press(radha, "Enter");
            assertThat(radha.dialog().getByText("Row 3 will be taken")).isVisible();
            assertThat(wrong).hasCount(0);
            press(radha, "Control+Enter");
            assertThat(radha.page().getByText("The import is finished.")).isVisible();
            radha.button("Done").focus();
            press(radha, "Enter");
            assertThat(radha.page().getByText("2 rows imported", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(radha.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Varun Mendwala")))
                    .isVisible();

            press(radha, "Control+z");
            assertThat(radha.page().getByText("The import was taken back.")).isVisible();
            assertThat(radha.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Varun Mendwala")))
                    .hasCount(0);
            radha.assertNoErrors();
        }
    }

    private static void newLead(Visitor visitor, String first, String last, String phone) {
        press(visitor, "n", "l");
        assertThat(visitor.dialog().getByLabel("First name")).isFocused();
        visitor.page().keyboard().type(first);
        press(visitor, "Tab");
        visitor.page().keyboard().type(last);
        visitor.dialog().getByLabel("Phone").focus();
        visitor.page().keyboard().type(phone);
        press(visitor, "Control+Enter");
        assertThat(visitor.page().getByText("Lead created")).isVisible();
    }

    private static void press(Visitor visitor, String... keys) {
        for (var key : keys) {
            visitor.page().keyboard().press(key);
        }
    }

    private static Locator head(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Locator option(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
                .first();
    }

    private static Locator column(Visitor visitor, String status) {
        return visitor.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + status + ", ")));
    }
}
