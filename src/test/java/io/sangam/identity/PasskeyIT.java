package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.PublicUrl;
import io.sangam.tenancy.Preset;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PasskeyIT {

    private static final Map<String, Object> PROOF = Map.of("proof", Map.of("password", TestTenants.PASSWORD));

    private final TestTenants tenants;
    private final PublicUrl url;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;

    PasskeyIT(
            TestTenants tenants,
            PublicUrl url,
            DSLContext db,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.url = url;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @Test
    void signsInWithoutCompanyNameAndPassword() {
        var acme = tenants.create(Preset.SIMPLE);
        var phone = new TestAuthenticator(url.origin());
        var added = add(acme, "SALES", phone, "Phone");

        var reply = api.post("/auth/login/passkey", Map.of("passkey", phone.sign(options())));

        assertThat(added.path("recoveryCodes")).hasSize(10);
        assertThat(reply.status()).isEqualTo(200);
        var me = api.as(reply.data().path("accessToken").asString()).get("/me").data();
        assertThat(me.path("user").path("id").asString())
                .isEqualTo(acme.actor("SALES").user().toString());
        assertThat(securityEvents(acme)).contains("passkey_added", "recovery_codes_made");
    }

    @Test
    void takesASignatureOnce() {
        var acme = tenants.create(Preset.SIMPLE);
        var phone = new TestAuthenticator(url.origin());
        add(acme, "SALES", phone, "Phone");
        var signed = Map.of("passkey", phone.sign(options()));

        assertThat(api.post("/auth/login/passkey", signed).status()).isEqualTo(200);
        refused(api.post("/auth/login/passkey", signed));
    }

    @Test
    void refusesWhatIsNotQuiteRight() {
        var acme = tenants.create(Preset.SIMPLE);
        var phone = new TestAuthenticator(url.origin());
        add(acme, "SALES", phone, "Phone");
        var handle = phone.userHandle();
        var stranger = new TestAuthenticator(url.origin()).claimingToBe(handle);
        var made = Map.of(
                "challenge",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "rpId",
                "localhost");

        refused(login(phone.at("https://sangam.example").sign(options())));
        refused(login(phone.at(url.origin()).verifyingUsers(false).sign(options())));
        phone.verifyingUsers(true);
        refused(login(stranger.sign(options())));
        refused(login(phone.sign(json(made))));
        assertThat(login(phone.sign(options())).status()).isEqualTo(200);
        // a copy of it that did not count along
        refused(login(phone.countingFrom(1).sign(options())));
        refused(api.post("/auth/login/passkey", Map.of("passkey", Map.of("id", "x"))));
        assertThat(api.post("/auth/login/passkey", Map.of("passkey", "x")).status())
                .isBetween(400, 422);
    }

    @Test
    void isMadeOnlyByWhoeverAskedAndWithTheUserVerified() {
        var acme = tenants.create(Preset.SIMPLE);
        var sales = api.as(acme.token("SALES"));
        var manager = api.as(acme.token("MANAGER"));
        var options = sales.post("/auth/passkeys/options", PROOF).data();

        var careless = new TestAuthenticator(url.origin()).verifyingUsers(false).create(options);
        refused(sales.post("/auth/passkeys", Map.of("name", "Careless", "credential", careless)));
        var elsewhere = new TestAuthenticator("https://sangam.example").create(options);
        refused(sales.post("/auth/passkeys", Map.of("name", "Elsewhere", "credential", elsewhere)));
        var good = new TestAuthenticator(url.origin()).create(options);
        refused(manager.post("/auth/passkeys", Map.of("name", "Not mine", "credential", good)));
        assertThat(sales.post("/auth/passkeys", Map.of("name", "Mine", "credential", good))
                        .status())
                .isEqualTo(201);
        refused(sales.post("/auth/passkeys", Map.of("name", "Again", "credential", good)));
    }

    @Test
    void isTheSecondStepOfItsOwner() {
        var acme = tenants.create(Preset.SIMPLE);
        var his = new TestAuthenticator(url.origin());
        var hers = new TestAuthenticator(url.origin());
        add(acme, "SALES", his, "His");
        add(acme, "MANAGER", hers, "Hers");
        var step = api.post(
                        "/auth/login",
                        Map.of("tenant", acme.slug(), "email", "sales@example.com", "password", TestTenants.PASSWORD))
                .data();
        var challenge = step.path("secondFactor").path("challenge").asString();

        refused(api.post("/auth/login/second-factor", Map.of("challenge", challenge, "passkey", hers.sign(options()))));
        var reply =
                api.post("/auth/login/second-factor", Map.of("challenge", challenge, "passkey", his.sign(options())));

        assertThat(step.path("accessToken").isNull()).isTrue();
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void isNamedListedAndRemovedByItsOwner() {
        var acme = tenants.create(Preset.SIMPLE);
        var phone = new TestAuthenticator(url.origin());
        var sales = api.as(acme.token("SALES"));
        var manager = api.as(acme.token("MANAGER"));
        var path = "/auth/passkeys/"
                + add(acme, "SALES", phone, "Phone").path("id").asString();

        assertThat(manager.patch(path, Map.of("name", "Mine")).status()).isEqualTo(404);
        assertThat(manager.post(path + "/remove", PROOF).status()).isEqualTo(404);
        assertThat(sales.patch(path, Map.of("name", "Old phone")).status()).isEqualTo(204);
        assertThat(sales.get("/auth/second-factor")
                        .data()
                        .path("passkeys")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("Old phone");
        assertThat(sales.post(path + "/remove", Map.of("proof", Map.of("password", "wrong but long enough")))
                        .code())
                .isEqualTo("PASSWORD_WRONG");
        // the passkey itself proves it too
        assertThat(sales.post(path + "/remove", Map.of("proof", Map.of("passkey", phone.sign(options()))))
                        .status())
                .isEqualTo(204);
        refused(login(phone.sign(options())));
        assertThat(acme.token("SALES")).isNotEmpty();
    }

    @Test
    void opensNothingForWhoLeft() {
        var acme = tenants.create(Preset.SIMPLE);
        var phone = new TestAuthenticator(url.origin());
        add(acme, "SALES", phone, "Phone");

        api.as(acme.token("ADMIN")).post("/users/" + acme.actor("SALES").user() + "/deactivate", Map.of("version", 0));

        refused(login(phone.sign(options())));
    }

    private JsonNode add(TestTenant tenant, String role, TestAuthenticator device, String name) {
        var owner = api.as(tenant.token(role));
        var options = owner.post("/auth/passkeys/options", PROOF);
        assertThat(options.status()).as(options.body().toString()).isEqualTo(200);
        var reply = owner.post("/auth/passkeys", Map.of("name", name, "credential", device.create(options.data())));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private TestApi.Reply login(Map<String, Object> passkey) {
        return api.post("/auth/login/passkey", Map.of("passkey", passkey));
    }

    private JsonNode options() {
        return api.post("/auth/login/passkey-options", null).data();
    }

    private static JsonNode json(Object value) {
        return tools.jackson.databind.json.JsonMapper.builder().build().valueToTree(value);
    }

    private static void refused(TestApi.Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("PASSKEY_REFUSED");
    }

    private List<String> securityEvents(TestTenant tenant) {
        return tenant.in(() -> transactions.execute(_ -> db.fetch("select kind from identity.security_event")))
                .map(row -> String.valueOf(row.get(0)));
    }
}
