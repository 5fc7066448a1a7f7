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
import java.util.function.BiConsumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every page and what opens over it in light and dark, and from right to left. One visitor walks through all of it
/// twice, and changes the colours where he stands.
@Tag("alone")
class AccessibilityIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/leads",
            "/leads?kind=board",
            "/leads?group=status",
            "/leads?new=1",
            "/tasks",
            "/tasks?new=1",
            "/accounts",
            "/accounts?new=1",
            "/contacts",
            "/duplicates",
            "/deals",
            "/deals?kind=board",
            "/deals/forecast",
            "/tickets/satisfaction",
            "/proposals",
            "/proposals?new=1",
            "/tickets",
            "/tickets?kind=board",
            "/tickets?new=1",
            "/approvals",
            "/settings/service",
            "/settings/macros",
            "/partners",
            "/notifications",
            "/notifications/settings",
            "/settings/notifications",
            "/profile",
            "/trash",
            "/pool",
            "/settings/company",
            "/settings/api-keys",
            "/settings/audit",
            "/nowhere");
    /// The last button of their head opens a form.
    private static final List<String> FORMS = List.of(
            "/partners",
            "/pipelines",
            "/settings/fields",
            "/assignment",
            "/settings/approvals",
            "/users",
            "/teams",
            "/roles",
            "/settings/sign-in",
            "/settings/lead-sources",
            "/settings/webhooks");
    private static final List<String> RECORDS = List.of(
            "/leads",
            "/accounts",
            "/contacts",
            "/deals",
            "/proposals",
            "/tickets",
            "/partners",
            "/pipelines",
            "/roles");

    /// Where its words and its direction are looked at together.
    private static final List<String> IN_ARABIC =
            List.of("/", "/leads", "/leads?new=1", "/deals?kind=board", "/profile", "/settings/company");

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void everybodyCanUseEveryPage() {
        try (var hema = new Visitor(Screen.DESK)) {
            hema.open("/sign-in");
            inBothColours(hema, "/sign-in");
            hema.open("/rate#none");
            inBothColours(hema, "/rate");
            for (var page : List.of("/forgot-password", "/set-password#none")) {
                hema.open(page);
                inBothColours(hema, page);
            }
            hema.open("/p#none");
            inBothColours(hema, "/p");
            hema.signIn(sangam.account("globex", "ADMIN"));
            walk(hema, AccessibilityIT::inEveryWay);
            speak(hema, "Language", "العربية", "اللغة");
            try {
                assertThat(hema.page().locator("html")).hasAttribute("dir", "rtl");
                for (var page : IN_ARABIC) {
                    hema.open(page);
                    hema.assertAccessible(page + " in Arabic");
                }
            } finally {
                speak(hema, "اللغة", "English", "Language");
            }
            assertThat(hema.page().locator("html")).hasAttribute("dir", "ltr");
            hema.assertNoErrors();
        }
    }

    /// For whom sees a record that he may not take himself.
    @Test
    void everybodyCanAskForARecord() {
        var falguni = sangam.account("globex", "COSALES");
        var lead = lentTo(falguni);
        try (var visitor = new Visitor(Screen.DESK)) {
            visitor.signIn(falguni);
            visitor.open("/leads/" + lead);
            visitor.button("More actions").click();
            visitor.page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Ask for it"))
                    .click();
            visitor.dialog().waitFor();
            inEveryWay(visitor, "asking for a record");
            visitor.assertNoErrors();
        }
    }

    private String lentTo(Account reader) {
        var radha = sangam.as(sangam.account("globex", "MANAGER"));
        var akhil = sangam.as(sangam.account("globex", "SALES"));
        var lead = akhil.get("/leads?limit=1").data().path(0).path("id").asString();
        var shared = radha.post(
                "/leads/" + lead + "/shares",
                Map.of(
                        "userId",
                        sangam.as(reader).get("/me").data().at("/user/id").asString(),
                        "right",
                        "read"));
        Assertions.assertThat(shared.status()).isBetween(200, 299);
        return lead;
    }

    private static void walk(Visitor visitor, BiConsumer<Visitor, String> look) {
        for (var page : PAGES) {
            visitor.open(page);
            look.accept(visitor, page);
        }
        for (var page : FORMS) {
            visitor.open(page);
            look.accept(visitor, page);
            visitor.page().locator("main header button.bg-solid").last().click();
            visitor.dialog().waitFor();
            look.accept(visitor, "the form of " + page);
        }
        visitor.open("/assignment");
        for (var beside : List.of("Requests", "By itself")) {
            visitor.button(beside).click();
            visitor.dialog().waitFor();
            visitor.settle();
            look.accept(visitor, "the sheet " + beside);
            visitor.page().keyboard().press("Escape");
            assertThat(visitor.dialog()).hasCount(0);
        }
        for (var list : RECORDS) {
            openFirst(visitor, list);
            look.accept(visitor, "one of " + list);
        }
        for (var keys : List.of("Shift+?", "Control+k")) {
            visitor.page().keyboard().press(keys);
            visitor.dialog().waitFor();
            look.accept(visitor, keys);
            visitor.page().keyboard().press("Escape");
            // no key is heard behind an open dialog
            assertThat(visitor.dialog()).hasCount(0);
        }
    }

    private static void openFirst(Visitor visitor, String list) {
        visitor.open(list);
        visitor.page().locator("main a[href^='" + list + "/']").first().click();
        visitor.settle();
    }

    /// And from right to left.
    private static void inEveryWay(Visitor visitor, String what) {
        inBothColours(visitor, what);
        turn(visitor, "rtl");
        visitor.assertAccessible(what + " from right to left");
        turn(visitor, "ltr");
    }

    private static void turn(Visitor visitor, String direction) {
        visitor.page().evaluate("direction => { document.documentElement.dir = direction }", direction);
    }

    /// All rules in one colour scheme, what depends on colours in the other one.
    private static void inBothColours(Visitor visitor, String what) {
        in(visitor, ColorScheme.DARK);
        visitor.assertContrast(what + " dark");
        in(visitor, ColorScheme.LIGHT);
        visitor.assertAccessible(what);
    }

    private static void in(Visitor visitor, ColorScheme colours) {
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    }

    private static void speak(Visitor visitor, String label, String language, String labelThen) {
        visitor.open("/profile");
        visitor.page()
                .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label))
                .click();
        visitor.page()
                .getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(language))
                .first()
                .click();
        visitor.page().locator("#profile button[type=submit]").click();
        assertThat(visitor.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(labelThen)))
                .isVisible();
    }
}
