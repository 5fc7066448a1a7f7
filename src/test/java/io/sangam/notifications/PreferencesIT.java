package io.sangam.notifications;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.mail.MailLanguage;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PreferencesIT {

    private static final String SETTINGS = "/notifications/settings";
    private static final String DEFAULTS = "/notifications/defaults";
    private static final Map<String, Object> DIGEST = Map.of("every", "daily", "at", "07:30");
    private static final Map<String, Boolean> APP_ONLY =
            Map.of("app", true, "mail", false, "digest", false, "popUp", false);
    private static final Map<String, Boolean> NOTHING =
            Map.of("app", false, "mail", false, "digest", false, "popUp", false);

    private final NoticeKinds kinds;
    private final NoticeWords words;
    private final Notifications notifications;
    private final TestTenant acme;
    private final TestApi admin;
    private final TestApi sales;

    PreferencesIT(
            NoticeKinds kinds,
            NoticeWords words,
            Notifications notifications,
            TestTenants tenants,
            @LocalServerPort int port) {
        this.kinds = kinds;
        this.words = words;
        this.notifications = notifications;
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = new TestApi(port).as(acme.token("ADMIN"));
        this.sales = new TestApi(port).as(acme.token("SALES"));
    }

    @Test
    void everyKindHasItsWordsInEveryLanguage() throws IOException {
        var keys = kinds.all().stream().map(NoticeKind::key).toList();
        assertThat(keys).doesNotHaveDuplicates().contains("mention", "slaBreach", "reminder");
        for (var language : MailLanguage.values()) {
            assertThat(words.words(language).stringPropertyNames())
                    .as(language.toString())
                    .containsExactlyInAnyOrderElementsOf(keys);
        }
        var web = Files.readString(Path.of("frontend/src/i18n/en/noticeSettings.json"));
        assertThat(keys).allSatisfy(key -> assertThat(web).contains("\"notifications.kind." + key + "\""));
    }

    @Test
    void oneChangesWhatIsUsualForHimself() {
        var before = sales.get(SETTINGS).data();
        assertThat(kind(before, "mention").path("chosen").isNull()).isTrue();
        assertThat(before.path("quietHours").isNull()).isTrue();

        var quiet = Map.of("from", "22:00", "to", "07:00", "days", List.of("MONDAY"), "urgent", true);
        var saved = sales.put(SETTINGS, change(0, Map.of("mention", APP_ONLY), quiet));

        assertThat(saved.status()).as("%s", saved.body()).isEqualTo(200);
        var after = sales.get(SETTINGS).data();
        assertThat(kind(after, "mention").at("/chosen/popUp").asBoolean()).isFalse();
        assertThat(after.at("/quietHours/days/0").asString()).isEqualTo("MONDAY");
        assertThat(after.at("/digest/at").asString()).isEqualTo("07:30");
        assertThat(sales.put(SETTINGS, change(0, Map.of(), null)).code()).isEqualTo("VERSION_CONFLICT");
    }

    @Test
    void whatMustBeDoneStaysInTheApp() {
        var refused = sales.put(SETTINGS, change(0, Map.of("assignment", NOTHING), null));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("ALWAYS_IN_APP");
        assertThat(sales.put(SETTINGS, change(0, Map.of("nonsense", APP_ONLY), null))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theCompanySaysWhatIsUsual() {
        var wanted = Map.of("version", 0, "choices", Map.of("remark", NOTHING));
        assertThat(sales.put(DEFAULTS, wanted).status()).isEqualTo(403);
        assertThat(admin.put(DEFAULTS, wanted).status()).isEqualTo(200);

        var usual = kind(sales.get(SETTINGS).data(), "remark").path("usual");
        assertThat(usual.path("app").asBoolean()).isFalse();
        tell("remark", task());
        assertThat(told()).isEmpty();

        sales.put(SETTINGS, change(0, Map.of("remark", APP_ONLY), null));
        tell("remark", task());
        assertThat(told()).containsExactly("remark");
    }

    @Test
    void aMutedRecordTellsNothingOfItsChanges() {
        var task = task();
        var path = "/notifications/mutes/task/" + task;
        assertThat(sales.get(path).data().path("muted").asBoolean()).isFalse();

        assertThat(sales.put(path, null).status()).isEqualTo(204);
        assertThat(sales.put(path, null).status()).isEqualTo(204);
        tell("remark", task);
        tell("statusChanged", task);
        assertThat(told()).isEmpty();
        tell("mention", task);
        assertThat(told()).containsExactly("mention");
        assertThat(sales.get("/notifications/mutes")
                        .data()
                        .path(0)
                        .path("title")
                        .asString())
                .isEqualTo("Call back");

        assertThat(sales.delete(path).status()).isEqualTo(204);
        assertThat(sales.get(path).data().path("muted").asBoolean()).isFalse();
        tell("remark", task);
        assertThat(told()).contains("remark");
    }

    @Test
    void nobodyMutesWhatHeCannotSee() {
        assertThat(sales.put("/notifications/mutes/task/" + Ids.next(), null).status())
                .isEqualTo(404);
        assertThat(sales.put("/notifications/mutes/nonsense/" + Ids.next(), null)
                        .status())
                .isEqualTo(404);
    }

    private static Map<String, Object> change(
            int version, Map<String, ?> choices, @Nullable Map<String, ?> quietHours) {
        return quietHours == null
                ? Map.of("version", version, "choices", choices, "digest", DIGEST)
                : Map.of("version", version, "choices", choices, "digest", DIGEST, "quietHours", quietHours);
    }

    private UUID task() {
        var made = sales.post(
                "/tasks",
                Map.of(
                        "title",
                        "Call back",
                        "kind",
                        "todo",
                        "dueAt",
                        "2099-01-01T09:00:00Z",
                        "assignee",
                        acme.actor("SALES").user().toString()));
        assertThat(made.status()).as("%s", made.body()).isBetween(200, 299);
        return UUID.fromString(made.data().path("id").asString());
    }

    private void tell(String key, UUID task) {
        var kind = kinds.all().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseGet(() -> NoticeKind.of(key, Group.SYSTEM));
        acme.run(() -> notifications.tell(
                acme.system(),
                List.of(acme.actor("SALES").user()),
                kind,
                "task",
                task,
                "Call back",
                Map.of(),
                "test:" + UUID.randomUUID()));
    }

    private java.util.Set<String> told() {
        return sales.get("/notifications")
                .data()
                .valueStream()
                .map(each -> each.path("kind").asString())
                .collect(toSet());
    }

    private static JsonNode kind(JsonNode settings, String key) {
        return settings.path("kinds")
                .valueStream()
                .filter(each -> each.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
