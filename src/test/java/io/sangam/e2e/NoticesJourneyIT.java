package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.e2e.Visitor.Screen;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How people say what they want to hear, and of what nothing.
@Tag("alone")
class NoticesJourneyIT {

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void choosesWhatComesByWhichWayAndWhenNothingDoes() {
        try (var sam = new Visitor(Screen.DESK)) {
            sam.signIn(sangam.account("acme", "SALES"));
            sam.open("/notifications");
            sam.page().locator("a[href='/notifications/settings']").click();
            assertThat(sam.heading("How you are told")).isVisible();
            assertThat(way(sam, "Assignment: In the app")).isDisabled();

            way(sam, "Mention: Mail at once").click();
            assertThat(way(sam, "Mention: In the digest")).not().isChecked();
            way(sam, "Leave me alone at certain times").click();
            sam.page().getByLabel("From").fill("21:30");
            sam.button("Save").click();
            assertThat(sam.page().getByText("Your notification settings are saved"))
                    .isVisible();

            sam.open("/notifications/settings");
            assertThat(way(sam, "Mention: Mail at once")).isChecked();
            assertThat(sam.page().getByLabel("From")).hasValue("21:30");
            sam.assertAccessible("quiet hours");
            sam.button("Back to usual: Mention").click();
            assertThat(way(sam, "Mention: In the digest")).isChecked();
            sam.assertNoErrors();
        }
    }

    @Test
    void mutesARecordAndHearsOfItAgain() {
        try (var sam = new Visitor(Screen.PHONE)) {
            sam.signIn(sangam.account("acme", "SALES"));
            sam.open("/leads");
            sam.page().locator("main a[href^='/leads/']").first().click();
            more(sam, "Mute");
            assertMuted(sam);
            sam.button("Undo").first().click();
            more(sam, "Mute");
            assertMuted(sam);

            sam.open("/notifications/settings");
            sam.assertAccessible("how one is told, on a phone");
            sam.button(Pattern.compile("^Unmute ")).click();
            assertThat(sam.page().getByText("None. Mute a record in its menu.")).isVisible();
            sam.assertNoErrors();
        }
    }

    private static void assertMuted(Visitor visitor) {
        var muted = visitor.page().getByText(Pattern.compile(" is muted$"));
        assertThat(muted.last()).isVisible();
    }

    private static Locator way(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.SWITCH,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void more(Visitor visitor, String item) {
        visitor.button("More actions").click();
        visitor.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }
}
