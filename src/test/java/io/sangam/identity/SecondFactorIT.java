package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SecondFactorIT {

    private static final Map<String, String> PROOF = Map.of("password", TestTenants.PASSWORD);

    /// An app that was confirmed, and what it brought.
    private record App(byte[] secret, List<String> recoveryCodes) {}

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final TestApi api;

    SecondFactorIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            Clock clock,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
        this.api = new TestApi(port);
    }

    @Test
    void asksForACodeAndGivesNoTokensBefore() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");

        var first = password(acme, "sales@example.com");
        var challenge = challenge(first);
        var second = code(challenge, next(app));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.data().path("accessToken").isNull()).isTrue();
        assertThat(first.data().path("refreshToken").isNull()).isTrue();
        assertThat(first.data().path("secondFactor").path("methods"))
                .hasToString("[\"authenticator\",\"recovery_code\"]");
        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(api.as(second.data().path("accessToken").asString())
                        .get("/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void opensNothingWithTheChallengeItself() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");
        var challenge = challenge(password(acme, "sales@example.com"));

        assertThat(api.as(challenge).get("/me").status()).isEqualTo(401);
        assertThat(api.post("/auth/refresh", Map.of("refreshToken", challenge)).status())
                .isEqualTo(401);
        assertThat(api.get("//ws?ticket=" + challenge).status()).isBetween(400, 403);
        // the step can't be skipped, nor begun with something else
        for (var other : List.of("", "s2_", "s2_AAAA", challenge.substring(0, challenge.length() - 2) + "AA")) {
            assertThat(code(other, next(app)).status()).as(other).isIn(401, 422);
        }
    }

    @Test
    void takesEachCodeAndEachChallengeOnce() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");
        var challenge = challenge(password(acme, "sales@example.com"));
        var used = next(app);
        assertThat(code(challenge, used).status()).isEqualTo(200);

        var replayed = code(challenge(password(acme, "sales@example.com")), used);
        var challengeAgain = code(challenge, app.recoveryCodes().getFirst());

        assertThat(replayed.code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(challengeAgain.code()).isEqualTo("CHALLENGE_INVALID");
        assertThat(challengeAgain.status()).isEqualTo(401);
    }

    @Test
    void stopsAThousandGuesses() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");
        var challenge = challenge(password(acme, "sales@example.com"));
        var answers = new HashMap<Integer, Integer>();

        for (int i = 0; i < 1_000; i++) {
            answers.merge(code(challenge, "no code").status(), 1, Integer::sum);
        }
        var right = code(challenge, next(app));
        var afresh = code(
                challenge(password(acme, "sales@example.com")),
                app.recoveryCodes().getFirst());

        assertThat(answers).containsOnlyKeys(422, 429);
        assertThat(answers.get(422)).isLessThanOrEqualTo(10);
        assertThat(List.of(right, afresh)).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.code()).isEqualTo("LOGIN_THROTTLED");
        });
    }

    @Test
    void takesEachRecoveryCodeOnceUntilThereAreNewOnes() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");
        var first = app.recoveryCodes().get(0);

        var signedIn = code(challenge(password(acme, "sales@example.com")), first.toUpperCase(java.util.Locale.ROOT));
        var again = code(challenge(password(acme, "sales@example.com")), first);
        var session = api.as(signedIn.data().path("accessToken").asString());
        var left = session.get("/auth/second-factor")
                .data()
                .path("recoveryCodesLeft")
                .asInt();
        var fresh = session.post("/auth/second-factor/recovery-codes", Map.of("proof", PROOF));
        var old = code(
                challenge(password(acme, "sales@example.com")),
                app.recoveryCodes().get(1));

        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(again.code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(left).isEqualTo(9);
        assertThat(fresh.data().path("codes")).hasSize(10);
        assertThat(old.code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(stored(acme)).doesNotContain(first, first.replace("-", ""));
        assertThat(securityEvents(acme))
                .contains(
                        "second_factor_enrolled", "second_factor_failed", "recovery_code_used", "recovery_codes_made");
    }

    @Test
    void asksForThePersonAgainBeforeAnythingChanges() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");
        var session = api.as(code(
                        challenge(password(acme, "sales@example.com")),
                        app.recoveryCodes().get(0))
                .data()
                .path("accessToken")
                .asString());
        var wrong = Map.of("password", "wrong but long enough");

        for (var path : List.of(
                "/auth/second-factor/authenticator", "/auth/second-factor/recovery-codes", "/auth/passkeys/options")) {
            assertThat(session.post(path, Map.of("proof", wrong)).code())
                    .as(path)
                    .isEqualTo("PASSWORD_WRONG");
            assertThat(session.post(path, Map.of("proof", Map.of())).status())
                    .as(path)
                    .isEqualTo(422);
        }
        var off = "/auth/second-factor/authenticator/remove";
        assertThat(session.post(
                                off,
                                Map.of(
                                        "proof",
                                        wrong,
                                        "code",
                                        app.recoveryCodes().get(1)))
                        .code())
                .isEqualTo("PASSWORD_WRONG");
        assertThat(session.post(off, Map.of("proof", PROOF, "code", "000 000")).code())
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(session.post(
                                off,
                                Map.of(
                                        "proof",
                                        PROOF,
                                        "code",
                                        app.recoveryCodes().get(1)))
                        .status())
                .isEqualTo(204);
        assertThat(acme.token("SALES")).isNotEmpty();
        assertThat(securityEvents(acme)).contains("second_factor_removed");
    }

    @Test
    void countsOnlyOnceACodeConfirmedIt() {
        var acme = tenants.create(Preset.SIMPLE);
        var sales = api.as(acme.token("SALES"));
        var begun = sales.post("/auth/second-factor/authenticator", Map.of("proof", PROOF))
                .data();

        var wrong = sales.post("/auth/second-factor/authenticator/confirm", Map.of("code", "no code"));

        assertThat(wrong.code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(begun.path("qrCode").asString()).startsWith("<svg ").endsWith("</svg>");
        assertThat(begun.path("uri").asString()).contains(begun.path("secret").asString());
        assertThat(stored(acme)).doesNotContain(begun.path("secret").asString());
        assertThat(acme.token("SALES")).isNotEmpty();
    }

    @Test
    void isAskedOfEverybodyOrOfRolesByTheCompany() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var sales = api.as(acme.token("SALES"));
        var viewer = api.as(acme.token("VIEWER"));
        var key = api.as(sales.post("/api-keys", Map.of("name", "Script", "scopes", List.of("read")))
                .data()
                .path("bearer")
                .asString());
        assertThat(key.get("/leads").status()).isEqualTo(200);

        require(admin, Map.of("required", "roles", "roles", List.of("SALES")));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sales.get("/leads").code().equals("SECOND_FACTOR_REQUIRED"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> key.get("/leads").code().equals("SECOND_FACTOR_REQUIRED"));
        assertThat(sales.get("/me").data().path("mustAddSecondFactor").asBoolean())
                .isTrue();
        assertThat(sales.post("/auth/socket-ticket", null).status()).isEqualTo(403);
        assertThat(sales.get("//%61pi/v1/leads").status()).isEqualTo(403);
        assertThat(viewer.get("/leads").status()).isEqualTo(200);
        confirm(sales);
        assertThat(sales.get("/leads").status()).isEqualTo(200);

        require(admin, Map.of("required", "everybody"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> viewer.get("/leads").code().equals("SECOND_FACTOR_REQUIRED"));
    }

    @Test
    void isTakenAwayByAnAdministratorForWhoLostIt() {
        var acme = tenants.create(Preset.SIMPLE);
        var session = api.as(acme.token("SALES"));
        confirm(session);
        var reset = "/users/" + acme.actor("SALES").user() + "/second-factor/reset";

        assertThat(api.as(acme.token("VIEWER")).post(reset, null).status()).isEqualTo(403);
        assertThat(api.as(acme.token("ADMIN")).post(reset, null).status()).isEqualTo(204);

        assertThat(acme.token("SALES")).isNotEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> session.get("/me").status() == 401);
        assertThat(securityEvents(acme)).contains("second_factor_reset");
    }

    @Test
    void forgetsTheFirstStepWhenThePasswordChanges() {
        var acme = tenants.create(Preset.SIMPLE);
        var app = enrolled(acme, "SALES");
        var challenge = challenge(password(acme, "sales@example.com"));

        api.as(acme.token("ADMIN")).post("/users/" + acme.actor("SALES").user() + "/one-time-password", null);

        assertThat(code(challenge, next(app)).code()).isEqualTo("CHALLENGE_INVALID");
    }

    @Test
    void takesNoCodeOfSomebodyElse() {
        var acme = tenants.create(Preset.SIMPLE);
        var his = enrolled(acme, "SALES");
        var hers = enrolled(acme, "MANAGER");
        var challenge = challenge(password(acme, "sales@example.com"));

        assertThat(code(challenge, next(hers)).code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(code(challenge, hers.recoveryCodes().getFirst()).code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(code(challenge, next(his)).status()).isEqualTo(200);
    }

    private App enrolled(TestTenant tenant, String role) {
        return confirm(api.as(tenant.token(role)));
    }

    private App confirm(TestApi session) {
        var begun = session.post("/auth/second-factor/authenticator", Map.of("proof", PROOF));
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(200);
        var secret = base32(begun.data().path("secret").asString());
        var code = Totp.code(secret, Totp.step(clock.instant()));
        var confirmed = session.post("/auth/second-factor/authenticator/confirm", Map.of("code", code));
        assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
        return new App(
                secret,
                confirmed
                        .data()
                        .path("codes")
                        .valueStream()
                        .map(each -> each.asString())
                        .toList());
    }

    /// The confirming code is used up; the one after it counts already.
    private String next(App app) {
        return Totp.code(app.secret(), Totp.step(clock.instant()) + 1);
    }

    private TestApi.Reply password(TestTenant tenant, String email) {
        return api.post(
                "/auth/login", Map.of("tenant", tenant.slug(), "email", email, "password", TestTenants.PASSWORD));
    }

    private static String challenge(TestApi.Reply login) {
        return login.data().path("secondFactor").path("challenge").asString();
    }

    private TestApi.Reply code(String challenge, String code) {
        return api.post("/auth/login/second-factor", Map.of("challenge", challenge, "code", code));
    }

    private static void require(TestApi admin, Map<String, ?> rule) {
        var company = admin.get("/company").data();
        var body = new HashMap<String, Object>();
        for (var member : List.of("version", "name", "timeZone", "currency", "defaultCountry", "locale")) {
            body.put(member, company.path(member));
        }
        body.put("settings", Map.of("secondFactor", rule));
        var reply = admin.put("/company", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private String stored(TestTenant tenant) {
        return tenant.in(() -> transactions.execute(
                _ -> db.fetch("select * from identity.totp").formatJSON()
                        + db.fetch("select * from identity.recovery_code").formatJSON()));
    }

    private List<String> securityEvents(TestTenant tenant) {
        return tenant.in(() -> transactions.execute(_ -> db.fetch("select kind from identity.security_event")))
                .map(row -> String.valueOf(row.get(0)));
    }

    private static byte[] base32(String text) {
        var bits = new java.math.BigInteger("0");
        for (int i = 0; i < text.length(); i++) {
            bits = bits.shiftLeft(5)
                    .or(java.math.BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i))));
        }
        var bytes = bits.toByteArray();
        var secret = new byte[20];
        System.arraycopy(
                bytes,
                Math.max(0, bytes.length - 20),
                secret,
                Math.max(0, 20 - bytes.length),
                Math.min(20, bytes.length));
        return secret;
    }
}
