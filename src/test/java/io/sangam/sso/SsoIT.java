package io.sangam.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.PublicUrl;
import io.sangam.tenancy.Preset;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// AU-11, AZ-03: sign-in at a real provider, and every lie one could tell.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SsoIT {

    private static TestProvider provider;

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final PublicUrl site;
    private final TestApi api;
    private final String root;

    SsoIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            PublicUrl site,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.site = site;
        this.api = new TestApi(port);
        this.root = "http://localhost:" + port;
    }

    @BeforeAll
    static void startProvider() {
        provider = new TestProvider();
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @BeforeEach
    void register() {
        provider.register(site.origin() + "/api/v1/sso/callback");
        provider.person("sally", "Sales@Example.com", true);
    }

    @AfterEach
    void behave() {
        provider.behaves();
    }

    @Test
    void letsInWhomTheProviderVouchesFor() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);

        var options = api.get("/sso/options?tenant=" + acme.slug().toUpperCase(java.util.Locale.ROOT));
        assertThat(options.data().path(0).path("name").asString()).isEqualTo("Example ID");
        var landed = signIn(acme, id, "sally");

        assertThat(landed.location()).isEqualTo("/sign-in?sso=done&to=%2Fleads%3Fview%3D1");
        assertThat(landed.cookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("sangam_refresh=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth"));
        assertThat(landed.cookies())
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("sangam_sso_").contains("HttpOnly", "SameSite=Lax", "Max-Age=0"));
        var me = landed.me();
        assertThat(me.data().path("user").path("id").asString())
                .isEqualTo(acme.actor("SALES").user().toString());
        assertThat(events(acme)).contains("login Example ID").noneMatch(event -> event.startsWith("sso_failed"));
    }

    @Test
    void knowsItsOwnBySubjectOnceTheyAreLinked() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);
        signIn(acme, id, "sally");

        // Her address there changes, and is not even verified yet: she is still she.
        provider.person("sally", "sally.new@example.com", false);
        assertThat(signIn(acme, id, "sally").userId())
                .isEqualTo(acme.actor("SALES").user().toString());

        // Her old address is given to somebody else, who does not become her.
        provider.person("newcomer", "sales@example.com", true);
        assertThat(signIn(acme, id, "newcomer").outcome()).isEqualTo("SSO_NO_ACCOUNT");

        // Until an administrator says so.
        var unlinked = api.as(acme.token("ADMIN"))
                .delete("/sso/links/" + acme.actor("SALES").user());
        assertThat(unlinked.status()).isEqualTo(204);
        assertThat(signIn(acme, id, "newcomer").userId())
                .isEqualTo(acme.actor("SALES").user().toString());
    }

    @Test
    void opensAccountsOnlyWhereTheCompanySaysSo() {
        var acme = tenants.create(Preset.SIMPLE);
        provider.person("nina", "nina@example.com", true);
        provider.person("mallory", "mallory@example.net", true);
        provider.person("eve", "eve@example.com", false);

        var closed = added(acme, List.of("example.com"), null);
        assertThat(signIn(acme, closed, "nina").outcome()).isEqualTo("SSO_NO_ACCOUNT");
        delete(acme, closed);
        var open = added(acme, List.of("example.com"), roleId(acme, "VIEWER"));

        var nina = signIn(acme, open, "nina").me();
        assertThat(nina.data().path("user").path("name").asString()).isEqualTo("Person nina");
        assertThat(nina.data().at("/roles/0/key").asString()).isEqualTo("VIEWER");
        assertThat(nina.data().path("mustChangePassword").asBoolean()).isFalse();
        assertThat(signIn(acme, open, "mallory").outcome()).isEqualTo("SSO_DOMAIN_REFUSED");
        assertThat(signIn(acme, open, "eve").outcome()).isEqualTo("SSO_EMAIL_UNVERIFIED");
        assertThat(api.as(acme.token("ADMIN")).get("/users?query=mallory").data())
                .isEmpty();
        assertThat(api.as(acme.token("ADMIN")).get("/users?query=eve").data()).isEmpty();
    }

    @Test
    void takesFirstSignInsAtOnceForOnePerson() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        provider.person("nina", "nina@example.com", true);
        var id = added(acme, List.of("example.com"), roleId(acme, "VIEWER"));
        for (var name : List.of("nina", "sally")) {
            var begun = Stream.generate(() -> begin(acme, id)).limit(6).toList();
            var answers = begun.stream()
                    .map(each -> provider.login(each.location(), name))
                    .toList();

            List<Landed> landed;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                landed = threads
                        .invokeAll(IntStream.range(0, begun.size())
                                .<Callable<Landed>>mapToObj(tab -> () -> comeBack(
                                        answers.get(tab), begun.get(tab).cookie()))
                                .toList())
                        .stream()
                        .map(Future::resultNow)
                        .toList();
            }

            assertThat(landed).extracting(Landed::outcome).as(name).containsOnly("done");
            assertThat(landed.stream().map(Landed::userId).distinct()).as(name).hasSize(1);
        }
        assertThat(api.as(acme.token("ADMIN")).get("/users?query=nina").data()).hasSize(1);
    }

    @Test
    void asksForTheAddressWhenTheTokenHasNone() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);
        provider.tellsEmailInToken(false);

        assertThat(signIn(acme, id, "sally").outcome()).isEqualTo("done");
    }

    @Test
    void keepsOutWhoLeft() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of(), null);
        assertThat(signIn(acme, id, "sally").outcome()).isEqualTo("done");
        var admin = api.as(acme.token("ADMIN"));
        var sally = "/users/" + acme.actor("SALES").user();
        assertThat(admin.post(sally + "/deactivate", Map.of("version", 0)).status())
                .isEqualTo(200);

        assertThat(signIn(acme, id, "sally").outcome()).isEqualTo("SSO_NO_ACCOUNT");
    }

    @Test
    void believesNoTokenThatDoesNotPassEveryCheck() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);
        var now = Instant.now();
        var lies = new HashMap<String, UnaryOperator<Map<String, Object>>>();
        lies.put("another nonce", with("nonce", "of another request"));
        lies.put("no nonce", without("nonce"));
        lies.put("expired", with("exp", now.minusSeconds(61)));
        lies.put("no expiry", without("exp"));
        lies.put("not yet valid", with("nbf", now.plusSeconds(90)));
        lies.put("issued in the future", with("iat", now.plusSeconds(90)));
        lies.put("another audience", with("aud", List.of("somebody-else")));
        lies.put("a second audience", claims -> {
            var changed = new HashMap<>(without("azp").apply(claims));
            changed.put("aud", List.of(TestProvider.CLIENT, "somebody-else"));
            return changed;
        });
        lies.put("another party", with("azp", "somebody-else"));
        lies.put("another issuer", with("iss", "https://issuer.example.com"));
        lies.put("nobody", without("sub"));
        lies.put("another access token", with("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));

        lies.forEach((what, lie) -> {
            provider.edits(lie);
            assertThat(signIn(acme, id, "sally").outcome()).as(what).isEqualTo("SSO_TOKEN_INVALID");
        });
        provider.edits(UnaryOperator.identity());
        for (var signing : TestProvider.Signing.values()) {
            provider.signs(signing);
            assertThat(signIn(acme, id, "sally").outcome())
                    .as(signing.name())
                    .isEqualTo(signing == TestProvider.Signing.PROPERLY ? "done" : "SSO_TOKEN_INVALID");
        }
        provider.behaves();
        provider.edits(claims -> with("at_hash", halfHash(provider.lastAccessToken()))
                .apply(with("exp", now.minusSeconds(30)).apply(claims)));
        assertThat(signIn(acme, id, "sally").outcome())
                .as("tied to its access token, and within the leeway")
                .isEqualTo("done");
        assertThat(events(acme)).contains("sso_failed SSO_TOKEN_INVALID It answers another request");
    }

    @Test
    void followsItsKeys() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);
        assertThat(signIn(acme, id, "sally").outcome()).isEqualTo("done");

        provider.rotateKeys();

        assertThat(signIn(acme, id, "sally").outcome()).isEqualTo("done");
    }

    @Test
    void bindsAnAttemptToOneBrowserAndOneUse() {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);

        var stolen = begin(acme, id);
        var answer = provider.login(stolen.location(), "sally");
        assertThat(comeBack(answer, null).outcome()).as("another browser").isEqualTo("SSO_OTHER_BROWSER");
        assertThat(comeBack(answer, stolen.cookie()).outcome())
                .as("the attempt is burnt")
                .isEqualTo("SSO_EXPIRED");

        var one = begin(acme, id);
        var other = begin(acme, id);
        var nameOfOne = one.cookie().substring(0, one.cookie().indexOf('='));
        var valueOfOther = other.cookie().substring(other.cookie().indexOf('='));
        assertThat(comeBack(provider.login(one.location(), "sally"), nameOfOne + valueOfOther)
                        .outcome())
                .as("the secret of another attempt")
                .isEqualTo("SSO_OTHER_BROWSER");
        assertThat(comeBack(provider.login(other.location(), "sally"), other.cookie())
                        .outcome())
                .as("two tabs do not disturb each other")
                .isEqualTo("done");

        var used = begin(acme, id);
        var good = provider.login(used.location(), "sally");
        assertThat(comeBack(good, used.cookie()).outcome()).isEqualTo("done");
        assertThat(comeBack(good, used.cookie()).outcome()).as("replayed").isEqualTo("SSO_EXPIRED");

        var late = begin(acme, id);
        var tooLate = provider.login(late.location(), "sally");
        acme.run(() -> transactions.executeWithoutResult(_ -> db.execute("update sso.attempt set expires_at = now()")));
        assertThat(comeBack(tooLate, late.cookie()).outcome()).isEqualTo("SSO_EXPIRED");

        var denied = begin(acme, id);
        var state = parameter(denied.location(), "state");
        assertThat(comeBack(
                                URI.create("/api/v1/sso/callback?state=" + state
                                        + "&error=access_denied&error_description=%3Cscript%3E"),
                                denied.cookie())
                        .location())
                .isEqualTo("/sign-in?sso=SSO_DENIED");

        var confused = begin(acme, id);
        var misled = provider.login(confused.location(), "sally") + "&iss=https%3A%2F%2Fissuer.example.com";
        assertThat(comeBack(URI.create(misled), confused.cookie()).outcome())
                .as("another issuer's answer")
                .isEqualTo("SSO_TOKEN_INVALID");
        assertThat(comeBack(URI.create("/api/v1/sso/callback?state=nonsense&code=1"), null)
                        .outcome())
                .isEqualTo("SSO_EXPIRED");
    }

    @Test
    void sendsTheRedirectOfItsOwnOriginWhateverTheHostHeaderSays() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        var id = added(acme, List.of("example.com"), null);

        var begun = begin(acme, id);

        assertThat(begun.location().toString()).startsWith(provider.issuer() + "/oauth2/authorize?");
        assertThat(parameter(begun.location(), "redirect_uri"))
                .isEqualTo(java.net.URLEncoder.encode(site.origin() + "/api/v1/sso/callback", StandardCharsets.UTF_8));
        assertThat(parameter(begun.location(), "code_challenge_method")).isEqualTo("S256");
        for (var target : List.of("//evil.example.com", "https://evil.example.com", "/\\evil.example.com", "leads")) {
            assertThat(api.post("/sso/start", Map.of("tenant", acme.slug(), "provider", id, "to", target))
                            .status())
                    .as(target)
                    .isEqualTo(422);
        }
    }

    @Test
    void tellsStrangersNothingOfCompaniesWithoutProviders() {
        var acme = tenants.create(Preset.SIMPLE);
        var globex = tenants.create(Preset.SIMPLE);
        var theirs = added(globex, List.of(), null);

        assertThat(api.get("/sso/options?tenant=" + acme.slug()).body().path("data"))
                .isEqualTo(api.get("/sso/options?tenant=no-such-company").body().path("data"));
        var unknown = api.post("/sso/start", Map.of("tenant", "no-such-company", "provider", UUID.randomUUID()));
        var none = api.post("/sso/start", Map.of("tenant", acme.slug(), "provider", theirs));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body().path("detail")).isEqualTo(unknown.body().path("detail"));
    }

    @Test
    void letsOnlyAdministratorsSayWhoIsWho() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var clerk = admin.post(
                "/roles",
                Map.of(
                        "name",
                        "Clerk",
                        "definition",
                        Map.of(
                                "modules",
                                Map.of("system", Map.of("level", "write", "scope", "all", "actions", List.of())),
                                "fields",
                                Map.of(),
                                "allowedStatuses",
                                Map.of())));
        assertThat(clerk.status()).as(clerk.body().toString()).isEqualTo(201);
        tenants.user(acme.id(), clerk.data().path("key").asString(), "clerk@example.com");
        var token = api.post(
                        "/auth/login",
                        Map.of("tenant", acme.slug(), "email", "clerk@example.com", "password", TestTenants.PASSWORD))
                .data()
                .path("accessToken")
                .asString();
        var body = body("Clerk's own", List.of("example.com"), roleId(acme, "ADMIN"));

        var refused = api.as(token).post("/sso/providers", body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(api.as(token)
                        .put("/sso/passwords", Map.of("passwords", false))
                        .code())
                .isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(api.as(acme.token("SALES")).get("/sso/providers").code()).isEqualTo("RIGHT_MISSING");

        var made = admin.post("/sso/providers", body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(admin.get("/sso/providers").body().toString())
                .contains(site.origin() + "/api/v1/sso/callback")
                .doesNotContain(TestProvider.SECRET);
        assertThat(admin.post("/sso/providers", body).code()).isEqualTo("PROVIDER_NAME_TAKEN");
        var moved = new HashMap<>(body);
        moved.put("version", 0);
        moved.put("clientSecret", null);
        moved.put("issuer", "http://localhost:9/elsewhere");
        // The secret must not go to whoever is named next.
        assertThat(admin.put("/sso/providers/" + made.data().path("id").asString(), moved)
                        .body()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/clientSecret");
        var inside = new HashMap<>(body);
        inside.put("name", "Inside");
        inside.put("issuer", "https://169.254.169.254/");
        assertThat(admin.post("/sso/providers", inside)
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("URL_NOT_REACHABLE");
    }

    @Test
    void switchesPasswordsOffForAllButAdministrators() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        assertThat(admin.put("/sso/passwords", Map.of("passwords", false)).code())
                .isEqualTo("PROVIDER_MISSING");
        var id = added(acme, List.of("example.com"), null);
        assertThat(admin.put("/sso/passwords", Map.of("passwords", false)).status())
                .isEqualTo(200);

        assertThat(login(acme, "sales@example.com", TestTenants.PASSWORD).code())
                .isEqualTo("PASSWORD_SIGN_IN_OFF");
        assertThat(login(acme, "sales@example.com", "wrong but long enough").code())
                .isEqualTo("LOGIN_FAILED");
        assertThat(login(acme, "admin@example.com", TestTenants.PASSWORD).status())
                .isEqualTo(200);
        assertThat(signIn(acme, id, "sally").outcome()).isEqualTo("done");

        delete(acme, id);
        assertThat(login(acme, "sales@example.com", TestTenants.PASSWORD).status())
                .as("nobody is locked out when the last provider goes")
                .isEqualTo(200);
    }

    @Test
    void saysHowAProviderIsDoing() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var id = added(acme, List.of(), null);

        var good = admin.post("/sso/providers/" + id + "/test", null).data();
        assertThat(good.valueStream()
                        .map(finding -> finding.path("what").asString() + " "
                                + finding.path("state").asString()))
                .contains("discovery good", "algorithms good", "keys good");

        var away = new HashMap<>(body("Away", List.of(), null));
        away.put("issuer", "http://localhost:9");
        var gone = admin.post("/sso/providers", away).data().path("id").asString();
        var bad = admin.post("/sso/providers/" + gone + "/test", null).data();
        assertThat(bad.at("/0/state").asString()).isEqualTo("bad");
        assertThat(bad.at("/0/detail").asString()).isEqualTo("The connection was refused");
        assertThat(api.post("/sso/start", Map.of("tenant", acme.slug(), "provider", gone))
                        .code())
                .isEqualTo("SSO_UNAVAILABLE");
    }

    private record Begun(URI location, String cookie) {}

    /// Where the browser landed.
    private record Landed(TestApi api, String location, List<String> cookies) {

        String outcome() {
            return location.replaceFirst(".*[?&]sso=([^&]*).*", "$1");
        }

        Reply me() {
            var refresh = cookies.stream()
                    .filter(cookie -> cookie.startsWith("sangam_refresh="))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Not signed in: " + location));
            var token = api.with("X-Sangam-Client", "web")
                    .with("Cookie", refresh.substring(0, refresh.indexOf(';')))
                    .post("/auth/refresh", null)
                    .data()
                    .path("accessToken")
                    .asString();
            return api.as(token).get("/me");
        }

        String userId() {
            return me().data().path("user").path("id").asString();
        }
    }

    private Landed signIn(TestTenant company, String providerId, String name) {
        var begun = begin(company, providerId);
        return comeBack(provider.login(begun.location(), name), begun.cookie());
    }

    private Begun begin(TestTenant company, String providerId) {
        var begun = api.with("X-Sangam-Client", "web")
                .post("/sso/start", Map.of("tenant", company.slug(), "provider", providerId, "to", "/leads?view=1"));
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(200);
        var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        return new Begun(
                URI.create(begun.data().path("location").asString()), cookie.substring(0, cookie.indexOf(';')));
    }

    private Landed comeBack(URI answer, @Nullable String cookie) {
        var address = URI.create(root + answer.getRawPath() + "?" + answer.getRawQuery());
        var request = HttpRequest.newBuilder(address);
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
            return new Landed(
                    api,
                    response.headers().firstValue("Location").orElseThrow(),
                    response.headers().allValues("Set-Cookie"));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String added(TestTenant company, List<String> domains, @Nullable String roleId) {
        var reply = api.as(company.token("ADMIN")).post("/sso/providers", body("Example ID", domains, roleId));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private void delete(TestTenant company, String id) {
        assertThat(api.as(company.token("ADMIN"))
                        .delete("/sso/providers/" + id + "?version=0")
                        .status())
                .isEqualTo(204);
    }

    private Map<String, Object> body(String name, List<String> domains, @Nullable String roleId) {
        var body = new HashMap<String, Object>(Map.of(
                "name",
                name,
                "issuer",
                provider.issuer(),
                "clientId",
                TestProvider.CLIENT,
                "clientSecret",
                TestProvider.SECRET,
                "domains",
                domains,
                "active",
                true));
        body.put("roleId", roleId);
        return body;
    }

    private String roleId(TestTenant company, String key) {
        return api.as(company.token("ADMIN"))
                .get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private Reply login(TestTenant company, String email, String password) {
        return api.post("/auth/login", Map.of("tenant", company.slug(), "email", email, "password", password));
    }

    private List<String> events(TestTenant company) {
        var found = new ArrayList<String>();
        api.as(company.token("ADMIN"))
                .get("/audit/security-events?limit=200")
                .data()
                .forEach(event -> found.add((event.path("kind").asString() + " "
                                + event.at("/details/reason").asString("") + " "
                                + event.at("/details/detail").asString("") + " "
                                + (event.path("kind").asString().equals("login")
                                        ? event.at("/details/provider").asString("")
                                        : ""))
                        .replaceAll(" +", " ")
                        .strip()));
        return found;
    }

    private static UnaryOperator<Map<String, Object>> with(String claim, Object value) {
        return claims -> {
            var changed = new HashMap<>(claims);
            changed.put(claim, value);
            return changed;
        };
    }

    private static UnaryOperator<Map<String, Object>> without(String claim) {
        return claims -> {
            var changed = new HashMap<>(claims);
            changed.remove(claim);
            return changed;
        };
    }

    private static String halfHash(String accessToken) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String parameter(URI address, String name) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
