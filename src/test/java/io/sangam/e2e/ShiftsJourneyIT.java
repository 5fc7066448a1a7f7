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

/// Shifts are planned by an administrator and seen by whose they are, who may say that he is busy besides. By the
/// manager's week: nobody's work comes to him by itself.
@Tag("alone")
class ShiftsJourneyIT {

    private static final Screen NARROW = new Screen(360, 740, true, ColorScheme.LIGHT);

    private final RunningSangam sangam = RunningSangam.get();
    private final Account admin = sangam.account("acme", "ADMIN");
    private final Account manager = sangam.account("acme", "MANAGER");

    @Test
    void planANightShiftAndSeeItInOnesProfile() {
        try (var meera = new Visitor(Screen.DESK)) {
            meera.signIn(admin);
            meera.open("/assignment");
            meera.button("Shifts").click();
            meera.dialog().getByRole(AriaRole.COMBOBOX).first().click();
            meera.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Arjun Mehta")))
                    .click();
            assertThat(meera.page().getByText("Shifts of Arjun Mehta")).isVisible();
            meera.dialog().getByLabel("Friday", exactly()).check();
            meera.dialog().getByLabel("Friday, From").fill("22:00");
            meera.dialog().getByLabel("Friday, To").fill("06:00");
            assertThat(meera.dialog().getByText("next day")).isVisible();
            meera.settle();
            meera.assertAccessible("somebody's shifts");
            meera.button("Save").click();
            assertThat(meera.page().getByText("Shifts of Arjun Mehta saved")).isVisible();
            meera.assertNoErrors();
        }
        try (var arjun = new Visitor(NARROW)) {
            arjun.signIn(manager);
            arjun.open("/profile");
            assertThat(arjun.page().getByText("22:00 – 06:00")).isVisible();
            arjun.page()
                    .getByText("Busy", new Page.GetByTextOptions().setExact(true))
                    .click();
            arjun.settle();
            arjun.assertAccessible("a profile with shifts on a narrow phone");
            Assertions.assertThat((int)
                            arjun.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                    .isLessThanOrEqualTo(0);
            arjun.assertNoErrors();
        } finally {
            var his = "/shifts/"
                    + sangam.as(manager).get("/me").data().at("/user/id").asString();
            var version = sangam.as(admin).get(his).data().path("version").asInt();
            sangam.as(admin).put(his, Map.of("version", version, "week", Map.of()));
        }
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }
}
