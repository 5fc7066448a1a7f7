package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Duration;
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
class SignInIT {

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;

    SignInIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @Test
    void letsInWithTheRightPassword() {
        var acme = tenants.create(Preset.SIMPLE);

        var reply = api.post("/auth/login", login(acme, "sales@example.com", TestTenants.PASSWORD));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.data().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(reply.data().path("mustChangePassword").asBoolean()).isFalse();
        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        var sessions = api.as(reply.data().path("accessToken").asString()).get("/auth/sessions");
        assertThat(sessions.data()).hasSize(1);
        assertThat(sessions.data().path(0).path("current").asBoolean()).isTrue();
    }

    @Test
    void saysTheSameWhateverIsWrong() {
        var acme = tenants.create(Preset.SIMPLE);

        var replies = List.of(
                api.post("/auth/login", login(acme, "sales@example.com", "wrong but long enough")),
                api.post("/auth/login", login(acme, "nobody@example.com", TestTenants.PASSWORD)),
                api.post(
                        "/auth/login",
                        Map.of("tenant", "no-such", "email", "sales@example.com", "password", TestTenants.PASSWORD)));

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.code()).isEqualTo("LOGIN_FAILED");
            assertThat(reply.body().path("detail"))
                    .isEqualTo(replies.getFirst().body().path("detail"));
        });
        assertThat(securityEvents(acme)).containsExactly("failed_login", "failed_login");
    }

    @Test
    void stopsGuessingEvenWithTheRightPassword() {
        var acme = tenants.create(Preset.SIMPLE);

        for (int i = 0; i < 10; i++) {
            api.post("/auth/login", login(acme, "viewer@example.com", "guess number " + i));
        }
        var reply = api.post("/auth/login", login(acme, "viewer@example.com", TestTenants.PASSWORD));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("LOGIN_THROTTLED");
        assertThat(Integer.parseInt(reply.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(800, 901);
    }

    @Test
    void renewsATokenOnceAndEndsTheSessionOfAThief() {
        var acme = tenants.create(Preset.SIMPLE);
        var first = api.post("/auth/login", login(acme, "sales@example.com", TestTenants.PASSWORD));

        var second = refresh(first);
        var again = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(again.data().path("refreshToken")).isEqualTo(second.data().path("refreshToken"));

        pretendTheGraceIsOver(acme);
        var reused = refresh(first);
        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.code()).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(api.as(second.data().path("accessToken").asString())
                        .get("/auth/sessions")
                        .status())
                .isEqualTo(401);
        assertThat(securityEvents(acme)).contains("refresh_reuse");
    }

    @Test
    void refusesOneKindOfTokenWhereAnotherBelongs() {
        var acme = tenants.create(Preset.SIMPLE);
        var tokens = api.post("/auth/login", login(acme, "sales@example.com", TestTenants.PASSWORD))
                .data();

        var asAccess = api.as(tokens.path("refreshToken").asString()).get("/auth/sessions");
        var asRefresh = api.post(
                "/auth/refresh",
                Map.of("refreshToken", tokens.path("accessToken").asString().substring(0, 190)));

        assertThat(asAccess.status()).isEqualTo(401);
        assertThat(asAccess.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(asRefresh.status()).isEqualTo(401);
    }

    @Test
    void keepsTheWebAppsRefreshTokenFromScripts() {
        var acme = tenants.create(Preset.SIMPLE);
        var web = api.with("X-Sangam-Client", "web");

        var reply = web.post("/auth/login", login(acme, "sales@example.com", TestTenants.PASSWORD));
        assertThat(reply.data().path("refreshToken").isNull()).isTrue();
        var cookie = reply.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth");

        var value = cookie.substring(0, cookie.indexOf(';'));
        assertThat(web.with("Cookie", value).post("/auth/refresh", null).status())
                .isEqualTo(200);
        assertThat(api.with("Cookie", value).post("/auth/refresh", null).status())
                .isEqualTo(401);
    }

    @Test
    void endsARevokedSessionWithinFiveSeconds() {
        var acme = tenants.create(Preset.SIMPLE);
        var stolen = acme.token("SALES");
        var mine = acme.token("SALES");
        assertThat(api.as(stolen).get("/auth/sessions").status()).isEqualTo(200);
        var other = api.as(mine)
                .get("/auth/sessions")
                .data()
                .valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();

        assertThat(api.as(acme.token("MANAGER"))
                        .delete("/auth/sessions/" + other)
                        .status())
                .isEqualTo(404);
        assertThat(api.as(mine).delete("/auth/sessions/" + other).status()).isEqualTo(204);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.as(stolen).get("/auth/sessions").status() == 401);
        assertThat(api.as(mine).get("/auth/sessions").status()).isEqualTo(200);
    }

    @Test
    void aSuspendedCompanyIsOutWithinFiveSeconds() {
        var acme = tenants.create(Preset.SIMPLE);
        var token = acme.token("SALES");
        assertThat(api.as(token).get("/auth/sessions").status()).isEqualTo(200);

        transactions.executeWithoutResult(
                _ -> db.execute("update tenancy.directory set status = 'suspended' where slug = ?", acme.slug()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.as(token).get("/auth/sessions").status() == 401);
    }

    @Test
    void opensASocketOnceWithATicket(@org.springframework.beans.factory.annotation.Autowired SocketTickets tickets) {
        var acme = tenants.create(Preset.SIMPLE);

        var reply = api.as(acme.token("SALES")).post("/auth/socket-ticket", null);
        var ticket = reply.data().path("ticket").asString();

        assertThat(tickets.redeem(ticket).orElseThrow().actor()).isEqualTo(acme.actor("SALES"));
        assertThat(tickets.redeem(ticket)).isEmpty();
        assertThat(tickets.redeem("st_nonsense")).isEmpty();
    }

    @Test
    void answersNothingButTheDoorWithoutAToken() {
        assertThat(api.get("/me").status()).isEqualTo(401);
        assertThat(api.get("/no-such-thing").status()).isEqualTo(401);
        assertThat(api.get("//metrics").status()).isEqualTo(401);
        assertThat(api.get("//health/comprehensive").status()).isEqualTo(401);
        assertThat(api.get("//actuator/env").status()).isEqualTo(401);
        assertThat(api.get("/me").headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(api.get("//").headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';", "worker-src 'self';", "manifest-src 'self';");
    }

    private TestApi.Reply refresh(TestApi.Reply login) {
        return api.post(
                "/auth/refresh",
                Map.of("refreshToken", login.data().path("refreshToken").asString()));
    }

    private void pretendTheGraceIsOver(TestTenant tenant) {
        tenant.run(() -> transactions.executeWithoutResult(
                _ -> db.execute("update identity.refresh_token set used_at = used_at - interval '11 seconds'")));
    }

    private List<String> securityEvents(TestTenant tenant) {
        return tenant.in(() -> transactions.execute(_ ->
                        db.fetch("select kind from identity.security_event where kind <> 'user_created' order by at")))
                .map(row -> String.valueOf(row.get(0)));
    }

    private static Map<String, String> login(TestTenant tenant, String email, String password) {
        return Map.of("tenant", tenant.slug(), "email", email, "password", password);
    }
}
