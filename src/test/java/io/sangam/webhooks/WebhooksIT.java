package io.sangam.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.Endpoint;
import io.sangam.Endpoint.Received;
import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Cases WH-06 to WH-09 and SS-01 to SS-08 of the attack catalogue, against an endpoint on a real socket.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class WebhooksIT {

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private final Endpoint endpoint = new Endpoint();
    private TestTenant acme;
    private TestApi admin;

    @SuppressWarnings("NullAway.Init")
    WebhooksIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @BeforeEach
    void begin() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void tellsOfEventsInMessagesThatProveWhereTheyComeFrom() throws Exception {
        var webhook = added("lead.created", "lead.updated");

        var lead = lead(admin, "+447700900101");
        var message = await("lead.created");

        assertThat(message.body().path("data").path("id").asString()).isEqualTo(lead);
        assertThat(message.body().path("data").path("record").path("phone").asString())
                .isEqualTo("+447700900101");
        assertThat(message.body().path("data").path("record").has("can")).isFalse();
        assertThat(message.body().path("tenant").asString()).isEqualTo(acme.slug());
        assertThat(message.header("Webhook-id"))
                .isEqualTo(message.body().path("id").asString());
        assertThat(Instant.ofEpochSecond(Long.parseLong(message.header("Webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(message.header("Webhook-signature"))
                .isEqualTo(signature(webhook.path("secret").asString(), message));
        assertThat(message.header("Sangam-hops")).isEqualTo("1");
        assertThat(admin.get("/webhooks").data().toString()).doesNotContain("whsec_");
    }

    @Test
    void sendsWhatTheOwnerMaySeeAndNoMore() {
        var definition = Map.of(
                "modules",
                Map.of(
                        "leads", Map.of("level", "write", "scope", "own", "actions", List.of("create")),
                        "integrations", Map.of("level", "write", "scope", "all", "actions", List.of())),
                "fields",
                Map.of("phone", "masked", "email", "hidden", "personal", "hidden", "financial", "hidden"),
                "allowedStatuses",
                Map.of());
        var role = admin.post("/roles", Map.of("name", "Integrator", "definition", definition))
                .data();
        var user = tenants.user(acme.id(), role.path("key").asString(), "integrator@example.com");
        var integrator = api.as(api.post(
                        "/auth/login",
                        Map.of(
                                "tenant",
                                acme.slug(),
                                "email",
                                "integrator@example.com",
                                "password",
                                TestTenants.PASSWORD))
                .data()
                .path("accessToken")
                .asString());
        add(integrator, endpoint.url("/"), List.of("lead.created"));

        lead(admin, "+447700900102");
        var own = admin.post(
                        "/leads",
                        Map.of(
                                "title",
                                "Ada",
                                "phone",
                                "+447700900103",
                                "email",
                                "ada@example.com",
                                "source",
                                "self",
                                "owner",
                                user.user()))
                .data()
                .path("lead")
                .path("id")
                .asString();
        var message = await("lead.created");

        assertThat(message.body().path("data").path("id").asString()).isEqualTo(own);
        assertThat(message.text())
                .contains("••••0103")
                .doesNotContain("+447700900103")
                .doesNotContain("ada@example");
        assertThat(endpoint.received()).hasSize(1);
        // nor does the log show to others what only the owner may see
        var delivery =
                admin.get("/webhooks/deliveries").data().path(0).path("id").asString();
        assertThat(admin.get("/webhooks/deliveries/" + delivery)
                        .data()
                        .path("body")
                        .isNull())
                .isTrue();
        assertThat(integrator
                        .get("/webhooks/deliveries/" + delivery)
                        .data()
                        .path("body")
                        .asString())
                .contains("••••0103");
    }

    @Test
    void makesWhoeverRedirectsAWebhookItsOwner() {
        var webhook = added("lead.created").path("webhook");
        var other = tenants.user(acme.id(), "ADMIN", "second.admin@example.com");
        var second = api.as(api.post(
                        "/auth/login",
                        Map.of(
                                "tenant",
                                acme.slug(),
                                "email",
                                "second.admin@example.com",
                                "password",
                                TestTenants.PASSWORD))
                .data()
                .path("accessToken")
                .asString());

        var renamed = second.patch(path(webhook), Map.of("version", 0, "name", "Renamed"))
                .data();
        var redirected = second.patch(path(webhook), Map.of("version", 1, "url", endpoint.url("/other")))
                .data();

        assertThat(renamed.path("owner").asString())
                .isEqualTo(acme.actor("ADMIN").user().toString());
        assertThat(redirected.path("owner").asString()).isEqualTo(other.user().toString());
        assertThat(second.patch(path(webhook), Map.of("version", 0, "name", "Late"))
                        .code())
                .isEqualTo("VERSION_CONFLICT");
    }

    @Test
    void triesAgainSignedAnewUntilItArrives() throws Exception {
        var webhook = added("lead.created");
        var count = new AtomicInteger();
        endpoint.answers(exchange -> exchange.sendResponseHeaders(count.incrementAndGet() < 3 ? 500 : 204, -1));

        lead(admin, "+447700900104");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count.get() == 3);

        var delivery = settled("delivered");
        assertThat(delivery.path("attempts").asInt()).isEqualTo(3);
        assertThat(delivery.path("lastStatus").asInt()).isEqualTo(204);
        for (var message : endpoint.received()) {
            assertThat(message.header("Webhook-id"))
                    .isEqualTo(delivery.path("id").asString());
            assertThat(message.header("Webhook-signature"))
                    .isEqualTo(signature(webhook.path("secret").asString(), message));
        }
        var attempts = admin.get("/webhooks/deliveries/" + delivery.path("id").asString())
                .data()
                .path("attempts");
        assertThat(attempts).extracting(it -> it.path("status").asInt()).containsExactly(500, 500, 204);
    }

    @Test
    void signsWithBothSecretsWhileOneTakesOverFromTheOther() throws Exception {
        var webhook = added("lead.created");
        var id = webhook.path("webhook").path("id").asString();

        var second = admin.post("/webhooks/" + id + "/secret", Map.of("overlapHours", 1))
                .data()
                .path("secret")
                .asString();
        lead(admin, "+447700900105");
        var during = await("lead.created");
        sql("update webhooks.subscription set old_secret_until = now() - interval '1 second'");
        admin.post("/webhooks/" + id + "/test", null);
        var after = await("ping");

        assertThat(during.header("Webhook-signature"))
                .isEqualTo(signature(second, during) + " "
                        + signature(webhook.path("secret").asString(), during));
        assertThat(after.header("Webhook-signature")).isEqualTo(signature(second, after));
    }

    @Test
    void givesUpAfterThreeDaysAndSendsAgainWhenAsked() {
        var webhook = added("lead.created").path("webhook");
        endpoint.answers(Endpoint.answer(404));
        lead(admin, "+447700900106");
        Awaitility.await().until(() -> !endpoint.received().isEmpty());

        sql("update webhooks.delivery set give_up_at = now()");
        var dead = settled("dead");
        endpoint.answers(Endpoint.answer(200));
        var replayed = admin.post(path(webhook) + "/replay", null);

        assertThat(dead.path("lastStatus").asInt()).isEqualTo(404);
        assertThat(replayed.data().path("count").asInt()).isEqualTo(1);
        assertThat(settled("delivered").path("id")).isEqualTo(dead.path("id"));
        assertThat(admin.post("/webhooks/deliveries/" + dead.path("id").asString() + "/replay", null)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void switchesOffWhatHasFailedForThreeDaysAndSaysSo() {
        var webhook = added("lead.created").path("webhook");
        endpoint.answers(Endpoint.answer(500));
        lead(admin, "+447700900107");
        Awaitility.await().until(() -> !endpoint.received().isEmpty());

        sql("update webhooks.subscription set failing_since = now() - interval '73 hours'");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        !admin.get("/webhooks").data().path(0).path("active").asBoolean());

        var off = admin.get("/webhooks").data().path(0);
        assertThat(off.path("disabledAt").isNull()).isFalse();
        Awaitility.await()
                .until(() -> admin.get("/notifications").data().toString().contains("webhookDisabled"));
        endpoint.answers(Endpoint.answer(200));
        var on =
                admin.patch(path(webhook), Map.of("version", off.path("version").asInt(), "active", true));
        assertThat(on.data().path("disabledAt").isNull()).isTrue();
        settled("delivered");
    }

    @Test
    void cutsLoopsOfSystemsThatCallEachOther() {
        added("lead.created");

        lead(admin.with("Sangam-Hops", "4"), "+447700900108");
        var last = await("lead.created");
        lead(admin.with("Sangam-Hops", "5"), "+447700900109");
        var cut = settled("cut");

        assertThat(last.header("Sangam-hops")).isEqualTo("5");
        assertThat(cut.path("attempts").asInt()).isZero();
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void keepsHealthyEndpointsQuickBesideADeadOne() {
        var dead = new Endpoint();
        try (dead) {
            dead.answers(_ -> sleep(30_000));
            add(admin, dead.url("/"), List.of("lead.created"));
            var other = tenants.create(Preset.SIMPLE);
            var healthy = api.as(other.token("ADMIN"));
            for (var i = 0; i < 60; i++) {
                lead(admin, "+4477009002" + (10 + i));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> dead.received().size() >= 4);

            add(healthy, endpoint.url("/"), List.of("lead.created"));
            var begin = System.nanoTime();
            lead(healthy, "+447700900110");
            await("lead.created");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(dead.received()).hasSizeLessThan(20);
        }
    }

    @Test
    void savesNoAddressThatMayNotBeReached() {
        for (var url : List.of(
                "http://example.com/",
                "https://127.0.0.1/",
                "http://127.0.0.1:" + endpoint.port() + "/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://10.0.0.1/",
                "https://user@example.com/",
                "https://example.com:5432/",
                "file:///etc/passwd")) {
            var reply = admin.post("/webhooks", Map.of("name", "Bad", "url", url, "events", List.of("lead.created")));

            assertThat(reply.status()).as(url).isEqualTo(422);
            assertThat(reply.body().path("errors").path(0).path("code").asString())
                    .as(url)
                    .startsWith("URL_");
        }
        var webhook = added("lead.created").path("webhook");
        assertThat(admin.patch(path(webhook), Map.of("version", 0, "url", "https://127.0.0.1/"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void sendsNothingToAnAddressThatWasSavedAndIsForbiddenNow() {
        added("lead.created");
        sql("update webhooks.subscription set url = 'http://127.0.0.1:" + endpoint.port() + "/'");

        lead(admin, "+447700900111");
        Awaitility.await()
                .until(() -> !admin.get("/webhooks/deliveries")
                        .data()
                        .path(0)
                        .path("lastError")
                        .asString("")
                        .isEmpty());

        assertThat(admin.get("/webhooks/deliveries")
                        .data()
                        .path(0)
                        .path("lastError")
                        .asString())
                .isEqualTo("The address may not be reached");
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void filtersTheLogAndKeepsItFromThoseWithoutTheRight() {
        var webhook = added("lead.created", "lead.updated").path("webhook");
        lead(admin, "+447700900112");
        settled("delivered");

        assertThat(admin.get("/webhooks/deliveries?event=lead.updated&status=dead")
                        .data())
                .isEmpty();
        assertThat(admin.get("/webhooks/deliveries?event=lead.created&status=delivered&webhook="
                                + webhook.path("id").asString())
                        .data())
                .hasSize(1);
        assertThat(admin.get("/webhooks/deliveries?status=nonsense").status()).isBetween(400, 422);
        assertThat(admin.post("/webhooks", Map.of("name", "x", "url", endpoint.url("/"), "events", List.of("no.such")))
                        .status())
                .isEqualTo(422);
        var sales = api.as(acme.token("SALES"));
        assertThat(sales.get("/webhooks").code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.get("/webhooks/deliveries").code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.post(path(webhook) + "/test", null).code()).isEqualTo("RIGHT_MISSING");
    }

    private JsonNode added(String... events) {
        return add(admin, endpoint.url("/hook"), Arrays.asList(events));
    }

    private static JsonNode add(TestApi caller, String url, List<String> events) {
        var reply = caller.post("/webhooks", Map.of("name", "ERP", "url", url, "events", events));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private static String lead(TestApi caller, String phone) {
        return caller.post("/leads", Map.of("phone", phone, "source", "self"))
                .data()
                .path("lead")
                .path("id")
                .asString();
    }

    private static String path(JsonNode webhook) {
        return "/webhooks/" + webhook.path("id").asString();
    }

    private Received await(String type) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> endpoint.received().stream()
                                .filter(it -> it.body().path("type").asString().equals(type))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode settled(String status) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin.get("/webhooks/deliveries?status=" + status)
                                .data()
                                .path(0),
                        JsonNode::isObject);
    }

    private void sql(String statement) {
        TenantScope.call(acme.id(), () -> transactions.execute(_ -> db.execute(statement)));
    }

    private static String signature(String secret, Received message) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = message.header("Webhook-id") + "." + message.header("Webhook-timestamp") + "." + message.text();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
