package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.TestApi;
import io.sangam.e2e.Visitor.Screen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Work without a network: what was seen is read, what is written waits and is sent once, and nothing stays after
/// signing out.
@Tag("alone")
class OfflineJourneyIT {

    /// How many things the browser's databases hold.
    private static final String THINGS_KEPT = """
            async () => {
              const done = (request) => new Promise((ok, no) => {
                request.onsuccess = () => ok(request.result)
                request.onerror = () => no(request.error)
              })
              let things = 0
              for (const { name } of await indexedDB.databases()) {
                const db = await done(indexedDB.open(name))
                for (const store of db.objectStoreNames) things += await done(db.transaction(store).objectStore(store).count())
                db.close()
              }
              return things
            }
            """;
    private static final String WORKER_IS_READY = "async () => { await navigator.serviceWorker.ready; return true }";

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void readsOnWithoutANetworkAndSendsWhatWasWrittenOnce() {
        var account = sangam.account("globex", "MANAGER");
        var api = sangam.as(account);
        var lead = newLead(api, "Savitri Unplugged", "+1 256 555 0161");
        newLead(api, "Chhaya Neveropened", "+1 256 555 0176");
        try (var radha = Visitor.whoKeepsTheApp(Screen.DESK)) {
            radha.signIn(account);
            radha.page().evaluate(WORKER_IS_READY);
            radha.open("/tasks");
            radha.settle();
            radha.open("/leads");
            assertThat(link(radha, "Savitri Unplugged")).isVisible();
            radha.settle();
            radha.open("/leads/" + lead);
            assertThat(radha.heading("Savitri Unplugged")).isVisible();
            radha.settle();

            radha.loseTheNetwork(true);
            radha.page().reload();
            assertThat(radha.heading("Savitri Unplugged")).isVisible();
            assertThat(radha.page().getByText("You are offline. This is how things were at"))
                    .isVisible();
            radha.page().navigate("/leads");
            assertThat(link(radha, "Savitri Unplugged")).isVisible();
            radha.page().navigate("/tasks");
            assertThat(radha.heading("Tasks")).isVisible();
            assertThat(radha.page().getByText("No connection to the server")).hasCount(0);

            radha.page().navigate("/leads");
            link(radha, "Chhaya Neveropened").click();
            assertThat(radha.page().getByText("this record was not opened on this device before"))
                    .isVisible();
            assertThat(radha.page()
                            .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Chhaya"))
                            .first())
                    .isVisible();
            radha.assertAccessible("a record known from its list");

            radha.page().navigate("/leads/" + lead);
            note(radha, "Called from the tunnel");
            assertThat(radha.page().getByText("Kept on this device").first()).isVisible();
            move(radha, "Documents Collected");
            assertThat(waiting(radha, 2)).isVisible();
            radha.assertAccessible("a record with something waiting");
            Assertions.assertThat(remarks(api, lead, "Called from the tunnel")).isZero();

            // Also what waits survives the page.
            radha.page().reload();
            assertThat(waiting(radha, 2)).isVisible();
            assertThat(onThisDevice(radha)).containsText("Called from the tunnel");
            assertThat(onThisDevice(radha)).containsText("Move to Documents Collected");
            waiting(radha, 2).click();
            assertThat(radha.dialog().getByRole(AriaRole.LISTITEM)).hasCount(2);
            radha.assertAccessible("the queue");
            radha.page().keyboard().press("Escape");

            // What is planned stands where tasks are looked for.
            radha.page().keyboard().press("t");
            radha.dialog().getByLabel("What is to be done").fill("Ring from the tunnel");
            radha.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create task"))
                    .click();
            assertThat(waiting(radha, 3)).isVisible();
            radha.page().navigate("/tasks");
            assertThat(onThisDevice(radha)).containsText("New task: Ring from the tunnel");
            radha.assertAccessible("tasks with one waiting");
            radha.page().navigate("/leads/" + lead);
            assertThat(onThisDevice(radha)).containsText("Called from the tunnel");

            radha.loseTheNetwork(false);
            assertThat(onThisDevice(radha)).hasCount(0);
            assertThat(radha.page().getByText("Called from the tunnel")).hasCount(1);
            assertThat(radha.page().getByText("You are offline")).hasCount(0);
            Assertions.assertThat(remarks(api, lead, "Called from the tunnel")).isEqualTo(1);
            Assertions.assertThat(status(api, lead)).isEqualTo(statusCalled(api, lead, "Documents Collected"));
            radha.assertNoErrors();
        }
    }

    @Test
    void showsWhatSomebodyElseDidMeanwhileAndLetsTheWriterDecide() {
        var account = sangam.account("globex", "MANAGER");
        var api = sangam.as(account);
        var lead = newLead(api, "Damini Divided", "+1 256 555 0162");
        var mine = statusCalled(api, lead, "Documents Collected");
        var theirs = StreamSupport.stream(
                        api.get("/leads/" + lead + "/transitions").data().spliterator(), false)
                .filter(option -> option.path("allowed").asBoolean()
                        && option.path("asks").isEmpty()
                        && !option.path("to").asString().equals(mine))
                .findFirst()
                .orElseThrow();
        try (var radha = Visitor.whoKeepsTheApp(Screen.DESK)) {
            radha.signIn(account);
            radha.page().evaluate(WORKER_IS_READY);
            radha.open("/leads/" + lead);
            assertThat(radha.heading("Damini Divided")).isVisible();
            radha.settle();
            radha.loseTheNetwork(true);
            move(radha, "Documents Collected");
            assertThat(waiting(radha, 1)).isVisible();

            var version = api.get("/leads/" + lead).data().path("version").asInt();
            Assertions.assertThat(api.post(
                                    "/leads/" + lead + "/transition",
                                    Map.of(
                                            "version",
                                            version,
                                            "to",
                                            theirs.path("to").asString()))
                            .status())
                    .isEqualTo(200);
            radha.loseTheNetwork(false);

            radha.button(Pattern.compile("^1 entry was not sent")).click();
            assertThat(radha.dialog().getByText("Conflict", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            radha.assertAccessible("a conflict in the queue");
            radha.button("Compare and decide").click();
            assertThat(radha.dialog().last()).containsText("Documents Collected");
            assertThat(radha.dialog().last()).containsText(theirs.path("label").asString());
            radha.assertAccessible("the two sides of a conflict");
            radha.button("Keep theirs").click();

            assertThat(radha.page().getByText("Nothing is waiting any more.")).isVisible();
            Assertions.assertThat(status(api, lead)).isEqualTo(theirs.path("to").asString());
            radha.assertNoErrors();
        }
    }

    /// The server carried it out, but its answer never came: sent again under its key it has no second effect.
    @Test
    void writesNothingTwiceWhenAnAnswerIsLost() {
        var account = sangam.account("globex", "MANAGER");
        var api = sangam.as(account);
        var lead = newLead(api, "Eka Onceonly", "+1 256 555 0163");
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(account);
            radha.open("/leads/" + lead);
            assertThat(radha.heading("Eka Onceonly")).isVisible();
            radha.page()
                    .route(
                            "**/api/v1/leads/*/comments",
                            route -> {
                                route.fetch();
                                route.abort("internetdisconnected");
                            },
                            new Page.RouteOptions().setTimes(1));
            note(radha, "Said once");
            assertThat(radha.page().getByText("Kept on this device").first()).isVisible();
            assertThat(onThisDevice(radha)).hasCount(0);
            assertThat(radha.page().getByText("Said once")).hasCount(1);

            Assertions.assertThat(remarks(api, lead, "Said once")).isEqualTo(1);
            radha.assertNoErrors();
        }
    }

    @Test
    void leavesNothingBehindAfterSigningOut() {
        var account = sangam.account("globex", "MANAGER");
        var lead = newLead(sangam.as(account), "Nisha Nothingleft", "+1 256 555 0164");
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(account);
            radha.open("/leads/" + lead);
            assertThat(radha.heading("Nisha Nothingleft")).isVisible();
            radha.settle();
            radha.page().route("**/api/v1/leads/*/comments", Route::abort);
            note(radha, "Never to be sent");
            assertThat(waiting(radha, 1)).isVisible();
            Assertions.assertThat((int) radha.page().evaluate(THINGS_KEPT)).isPositive();

            signOut(radha);
            assertThat(radha.dialog().getByText("1 entry has not been sent.")).isVisible();
            radha.assertAccessible("signing out with something waiting");
            radha.button("Cancel").click();
            assertThat(radha.heading("Nisha Nothingleft")).isVisible();

            signOut(radha);
            radha.button("Discard and sign out").click();
            assertThat(radha.button("Sign in")).isVisible();
            radha.settle();
            Assertions.assertThat((int) radha.page().evaluate(THINGS_KEPT)).isZero();
        }
    }

    /// What a browser needs to install the app, served as it must be.
    @Test
    void canBeInstalled() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var worker = get(http, "/sw.js");
            Assertions.assertThat(worker.headers().firstValue("Cache-Control")).hasValue("no-cache");
            Assertions.assertThat(worker.headers().firstValue("Content-Type").orElse(""))
                    .contains("javascript");
            Assertions.assertThat(worker.body()).contains("index.html").doesNotContain("api/v1");
            var manifest = get(http, "/manifest.json");
            Assertions.assertThat(manifest.headers().firstValue("Cache-Control"))
                    .hasValue("no-cache");
            Assertions.assertThat(manifest.body()).contains("\"standalone\"", "\"maskable\"");
            for (var icon :
                    new String[] {"/icon-180.png", "/icon-192.png", "/icon-512.png", "/icon-maskable-512.png"}) {
                Assertions.assertThat(get(http, icon).headers().firstValue("Content-Type"))
                        .as(icon)
                        .hasValue("image/png");
            }
            var page = get(http, "/");
            Assertions.assertThat(page.body()).contains("manifest.json");
            var script = Pattern.compile("/assets/[^\"]+\\.js").matcher(page.body());
            Assertions.assertThat(script.find()).isTrue();
            Assertions.assertThat(get(http, script.group())
                            .headers()
                            .firstValue("Cache-Control")
                            .orElse(""))
                    .contains("immutable");
            var plain = get(http, script.group()).body();
            for (var coding : List.of("br", "gzip")) {
                var packed = http.send(
                        HttpRequest.newBuilder(URI.create(sangam.url() + script.group()))
                                .header("Accept-Encoding", coding)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                Assertions.assertThat(packed.headers().firstValue("Content-Encoding"))
                        .hasValue(coding);
                Assertions.assertThat(packed.headers().allValues("Vary"))
                        .anyMatch(each -> each.equalsIgnoreCase("Accept-Encoding"));
                Assertions.assertThat(packed.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> Assertions.assertThat(type).contains("javascript"));
                Assertions.assertThat(packed.body().length).as(coding).isLessThan(plain.getBytes(UTF_8).length / 2);
            }
        }
    }

    private HttpResponse<String> get(HttpClient http, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(sangam.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String newLead(TestApi api, String title, String phone) {
        var made = api.post("/leads", Map.of("title", title, "source", "self", "phone", phone));
        Assertions.assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.data().at("/lead/id").asString();
    }

    private static String status(TestApi api, String lead) {
        return api.get("/leads/" + lead).data().path("status").asString();
    }

    private static String statusCalled(TestApi api, String lead, String label) {
        var field = StreamSupport.stream(
                        api.get("/meta/objects/lead").data().path("fields").spliterator(), false)
                .filter(each -> each.path("key").asString().equals("status"))
                .findFirst()
                .orElseThrow();
        return StreamSupport.stream(field.path("options").spliterator(), false)
                .filter(option -> option.path("label").asString().equals(label))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asString();
    }

    private static long remarks(TestApi api, String lead, String text) {
        return StreamSupport.stream(
                        api.get("/leads/" + lead + "/timeline").data().spliterator(), false)
                .filter(entry -> entry.at("/data/text").asString().equals(text))
                .count();
    }

    private static void note(Visitor visitor, String text) {
        var field = visitor.page()
                .getByRole(
                        AriaRole.TEXTBOX,
                        new Page.GetByRoleOptions().setName("Remark").setExact(true));
        assertThat(field).isVisible();
        visitor.page().keyboard().press("m");
        assertThat(field).isFocused();
        visitor.page().keyboard().type(text);
        visitor.page().keyboard().press("Control+Enter");
    }

    private static void move(Visitor visitor, String status) {
        visitor.page()
                .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Status"))
                .locator("[aria-current=step]")
                .click();
        visitor.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + status)))
                .first()
                .click();
        visitor.button("Move to " + status).click();
    }

    private static void signOut(Visitor visitor) {
        visitor.button("Your account").click();
        visitor.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
    }

    private static Locator waiting(Visitor visitor, int entries) {
        return visitor.button(Pattern.compile("^" + entries + " entr.* to be sent"));
    }

    private static Locator onThisDevice(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("On this device only"));
    }

    private static Locator link(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
