package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ElementState;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.sangam.e2e.RunningSangam.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A person at a browser of his own. Finds things as people do: by role, label and text.
final class Visitor implements AutoCloseable {

    record Screen(int width, int height, boolean phone, ColorScheme colors) {

        static final Screen DESK = new Screen(1440, 900, false, ColorScheme.LIGHT);
        static final Screen PHONE = new Screen(390, 844, true, ColorScheme.LIGHT);

        Screen dark() {
            return new Screen(width, height, phone, ColorScheme.DARK);
        }
    }

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    /// Says once more what its button is called, beside all landmarks.
    private static final String BUBBLE = "[role=tooltip]";
    private static final int PATIENCE_MS = 20_000;

    /// One browser for all visitors of this JVM: each has cookies, storage and a window of his own.
    private static final class Holder {

        static final Browser BROWSER = launched();

        private static Browser launched() {
            return Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium())
                            .setArgs(ARGUMENTS));
        }
    }

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    Visitor(Screen screen) {
        this(screen, ServiceWorkerPolicy.BLOCK, RunningSangam.get().url());
    }

    /// Somebody who looks at pages of another place than the running application.
    static Visitor at(String url, Screen screen) {
        return new Visitor(screen, ServiceWorkerPolicy.BLOCK, url);
    }

    /// Somebody whose browser keeps the app: the others would all fetch the whole of it for a moment's visit.
    static Visitor whoKeepsTheApp(Screen screen) {
        return new Visitor(
                screen, ServiceWorkerPolicy.ALLOW, RunningSangam.get().url());
    }

    private Visitor(Screen screen, ServiceWorkerPolicy workers, String url) {
        context = Holder.BROWSER.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(screen.width(), screen.height())
                .setHasTouch(screen.phone())
                .setIsMobile(screen.phone())
                .setColorScheme(screen.colors())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setServiceWorkers(workers)
                .setTimezoneId("Asia/Kolkata")
                .setLocale("en-GB"));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message.text() + " " + message.location())) {
                errors.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(errors::add);
    }

    Page page() {
        return page;
    }

    void loseTheNetwork(boolean lost) {
        context.setOffline(lost);
    }

    /// A browser writes a console line for each refusal; these are asked for by the journeys: nobody signed in yet, a
    /// duplicate refused, a lead that is not there, a network that was taken away.
    private static boolean isExpected(String message) {
        return Stream.of("401", "404", "409", "422").anyMatch(status -> message.contains("status of " + status))
                || message.contains("ERR_INTERNET_DISCONNECTED");
    }

    static Path chromium() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("SANGAM_CHROMIUM")).stream(),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"),
                        Stream.of(System.getenv("PATH").split(":")).map(folder -> folder + "/chromium"))
                .flatMap(each -> each)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no chromium: install it (apt-get install chromium) or set SANGAM_CHROMIUM"));
    }

    void signIn(Account account) {
        page.navigate("/sign-in");
        page.getByLabel("Company").fill(account.tenant());
        page.getByLabel("E-mail").fill(account.email());
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(account.password());
        button("Sign in").click();
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setLevel(1).setName(Pattern.compile("^Good "))))
                .isVisible();
    }

    void open(String path) {
        page.navigate(path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    /// Nothing moves and nothing loads any more.
    void settle() {
        page.waitForLoadState();
        page.waitForTimeout(1_200);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /// The pointer is moved onto it, and it does not move away from under it: a press would reach nothing.
    void assertStaysUnderThePointer(Locator part) {
        part.elementHandle().waitForElementState(ElementState.STABLE);
        var before = part.boundingBox();
        page.mouse().move(before.x + before.width / 2, before.y + before.height / 2);
        page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))");
        assertThat(part.boundingBox()).usingRecursiveComparison().isEqualTo(before);
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    /// Every rule of WCAG 2.2 A and AA that a machine can check, and the good habits of axe-core.
    void assertAccessible(String what) {
        assertNoViolations(what, "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']");
    }

    /// The one rule that depends on colours, for a page that was looked at whole in others.
    void assertContrast(String what) {
        assertNoViolations(what, "['color-contrast']");
    }

    private void assertNoViolations(String what, String rules) {
        page.locator("h1").first().waitFor(); // on a busy machine the page may still be on its way
        try {
            if ((boolean) page.evaluate("() => !window.axe")) {
                page.evaluate(Files.readString(Path.of("frontend/node_modules/axe-core/axe.min.js")));
            }
        } catch (IOException e) {
            throw new IllegalStateException("axe-core is missing: build the web app first", e);
        }
        var violations = page.evaluate("""
                async () => (await axe.run({ include: [['html']], exclude: [['%s']] }, { runOnly: %s, resultTypes: ['violations'] })).violations
                  .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ').slice(0, 300)}`)
                """.formatted(BUBBLE, rules));
        assertThat((List<?>) violations).as(what).isEmpty();
    }

    void assertNoErrors() {
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
