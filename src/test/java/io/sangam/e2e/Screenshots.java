package io.sangam.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.e2e.Visitor.Screen;
import java.nio.file.Path;

/// Takes the pictures of the README: `docs/images/*.png`, from the packaged application with its sample companies.
final class Screenshots {

    private static final Path FOLDER = Path.of("docs/images");

    private Screenshots() {}

    static void main() {
        var sales = RunningSangam.get().account("acme", "SALES");
        try (var visitor = new Visitor(Screen.DESK)) {
            visitor.signIn(sales);
            take(visitor, "home");
            visitor.open("/leads");
            take(visitor, "leads");
            openLead(visitor);
            take(visitor, "lead");
        }
        try (var visitor = new Visitor(Screen.DESK.dark())) {
            visitor.signIn(sales);
            visitor.open("/leads");
            take(visitor, "leads-dark");
        }
        try (var visitor = new Visitor(Screen.PHONE)) {
            visitor.signIn(sales);
            visitor.open("/leads");
            take(visitor, "leads-phone");
        }
        System.exit(0);
    }

    private static void openLead(Visitor visitor) {
        visitor.page().locator("a[href^='/leads/']").nth(3).click();
        visitor.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Activity"))
                .waitFor();
    }

    private static void take(Visitor visitor, String name) {
        visitor.settle();
        visitor.page().screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
