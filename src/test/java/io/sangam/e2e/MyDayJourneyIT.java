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

/// The day's work from one queue, by keys alone, and what it looks like on a narrow phone.
@Tag("alone")
class MyDayJourneyIT {

    private static final Screen NARROW = new Screen(360, 740, true, ColorScheme.LIGHT);

    private final RunningSangam sangam = RunningSangam.get();
    private final Account sales = sangam.account("acme", "SALES");

    @Test
    void worksThroughTheQueueWithoutAMouse() {
        task("Ring about the kites");
        try (var sam = new Visitor(Screen.DESK)) {
            sam.signIn(sales);
            row(sam, 0).focus();
            press(sam, "Shift+?");
            for (var key : List.of("Complete the task", "Postpone the task", "Not today", "Note")) {
                assertThat(sam.dialog().getByText(key, new Locator.GetByTextOptions().setExact(true)))
                        .isVisible();
            }
            press(sam, "Escape");
            assertThat(sam.dialog()).hasCount(0);
            row(sam, 0).focus();
            press(sam, "j");
            assertThat(row(sam, 1)).isFocused();
            press(sam, "k");
            assertThat(row(sam, 0)).isFocused();

            var task = named(sam, "Ring about the kites");
            task.focus();
            press(sam, "d");
            assertThat(sam.page().getByText("Put off until tomorrow: Ring about the kites"))
                    .isVisible();
            assertThat(task).hasCount(0);
            assertThat(sam.page().getByText("1 is put off until tomorrow")).isVisible();
            press(sam, "Control+z");
            assertThat(task).isVisible();

            task.focus();
            press(sam, "m");
            assertThat(sam.dialog().getByLabel("Note")).isFocused();
            sam.page().keyboard().type("They are back on Monday.");
            press(sam, "Control+Enter");
            assertThat(sam.page().getByText("Note saved on Ring about the kites"))
                    .isVisible();

            task.focus();
            press(sam, "x");
            assertThat(task).hasCount(0);
            assertThat(sam.page().getByText("“Ring about the kites” completed")).isVisible();
            press(sam, "Control+z");
            assertThat(task).isVisible();

            task.focus();
            press(sam, "p");
            assertThat(sam.dialog()).isVisible();
            sam.button(Pattern.compile("^Tomorrow")).focus();
            press(sam, "Enter");
            assertThat(sam.page().getByText(Pattern.compile("^Postponed: Tomorrow")))
                    .isVisible();

            row(sam, 0).focus();
            press(sam, "Enter");
            assertThat(sam.page()).not().hasURL(Pattern.compile("/$"));
            sam.assertNoErrors();
        }
    }

    @Test
    void seesWhatSomebodyElseGivesHimAtOnce() {
        try (var sam = new Visitor(Screen.DESK)) {
            sam.signIn(sales);
            assertThat(row(sam, 0)).isVisible();

            task("Ring while he looks");

            assertThat(named(sam, "Ring while he looks")).isVisible();
            sam.assertNoErrors();
        }
    }

    @Test
    void fitsANarrowPhone() {
        // another one each time: a second attempt meets what the first has left
        var title = "Ring from the train " + System.nanoTime();
        task(title);
        try (var sam = new Visitor(NARROW)) {
            sam.signIn(sales);
            assertThat(named(sam, title)).isVisible();
            sam.settle();

            Assertions.assertThat(
                            (int) sam.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                    .isLessThanOrEqualTo(0);
            sam.assertAccessible("my day on a narrow phone");
            sam.button("Not today: " + title).click();
            assertThat(named(sam, title)).hasCount(0);
            sam.button("Bring back").click();
            assertThat(named(sam, title)).isVisible();
            sam.assertNoErrors();
        }
    }

    /// So late and so important that it is among what is shown.
    private void task(String title) {
        Assertions.assertThat(sangam.as(sales)
                        .post(
                                "/tasks",
                                Map.of(
                                        "title",
                                        title,
                                        "kind",
                                        "call",
                                        "priority",
                                        "high",
                                        "dueAt",
                                        "2025-10-02T10:00:00Z"))
                        .status())
                .isEqualTo(201);
    }

    private static Locator row(Visitor visitor, int index) {
        return visitor.page().locator("[data-day='" + index + "']");
    }

    private static Locator named(Visitor visitor, String title) {
        return visitor.page()
                .getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + title)));
    }

    private static void press(Visitor visitor, String... keys) {
        for (var key : keys) {
            visitor.page().keyboard().press(key);
        }
    }
}
