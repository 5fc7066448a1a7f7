package io.sangam.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.database.TestDatabase;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// What customers hold, its renewal (R14), and what contacts consent to.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class HoldingsIT {

    private final TestTenants tenants;
    private final Renewals renewals;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private String account = "";

    HoldingsIT(TestTenants tenants, Renewals renewals, @LocalServerPort int port) {
        this.tenants = tenants;
        this.renewals = renewals;
        this.api = new TestApi(port);
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
        account = id(made("/accounts", Map.of("name", "Lotus")));
    }

    @Test
    void asksForRenewalThirtyDaysBeforeOnce() {
        var soon = holding("Gold", 30);
        var later = holding("Silver", 31);
        var past = holding("Bronze", -1);

        run();
        run();

        assertThat(status(soon)).isEqualTo("renew");
        assertThat(status(later)).isEqualTo("active");
        assertThat(status(past)).isEqualTo("expired");
        var tasks = admin.get("/tasks?fields=title,parent,assignee").data();
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).path("title").asString()).isEqualTo("Renew Gold");
        assertThat(tasks.get(0).at("/parent/id").asString()).isEqualTo(account);
        assertThat(tasks.get(0).at("/assignee/id").asString())
                .isEqualTo(acme.actor("ADMIN").user().toString());
    }

    @Test
    void turnsHoweverManyExpireOnOneDay() throws SQLException {
        var one = holding("Gold", -1);
        try (var connection = TestDatabase.superuser(TestDatabase.owner()).connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into accounts.holding (tenant_id, id, name, account_id, kind, status, expires_on, created_at,
                        created_by, updated_at, updated_by)
                    select tenant_id, gen_random_uuid(), name || i, account_id, kind, status, expires_on, created_at,
                        created_by, updated_at, updated_by
                    from accounts.holding, generate_series(1, 500) i where id = '%s'
                    """.formatted(one));
        }

        run();

        var left = admin.get("/holdings?filter="
                        + URLEncoder.encode("{\"field\":\"status\",\"op\":\"eq\",\"value\":\"active\"}", UTF_8))
                .data();
        assertThat(left).isEmpty();
        assertThat(status(one)).isEqualTo("expired");
    }

    @Test
    void isActiveAgainOnceItLastsLonger() {
        var holding = holding("Gold", 10);
        run();
        var version = admin.get("/holdings/" + holding).data().path("version").asInt();

        admin.patch("/holdings/" + holding, Map.of("version", version, "expiresOn", day(400)));
        run();

        assertThat(status(holding)).isEqualTo("active");
    }

    @Test
    void isSeenByWhomTheAccountIsSeen() {
        var holding = holding("Gold", 100);
        var sales = api.as(acme.token("SALES"));
        assertThat(sales.get("/holdings/" + holding).status()).isEqualTo(404);

        admin.post(
                "/accounts/" + account + "/reassign",
                Map.of("version", 0, "owner", acme.actor("SALES").user().toString()));

        assertThat(sales.get("/holdings/" + holding).status()).isEqualTo(200);
    }

    @Test
    void datesWhatAContactConsentsTo() {
        var contact = made("/contacts", Map.of("firstName", "Asha", "consentWhatsapp", "opted_in"));
        assertThat(contact.path("consentWhatsappAt").isString()).isTrue();
        assertThat(contact.path("consentEmailAt").isNull()).isTrue();

        var changed = admin.patch("/contacts/" + id(contact), Map.of("version", 0, "consentWhatsapp", "opted_out"))
                .data();

        assertThat(changed.path("consentWhatsappAt").asString())
                .isGreaterThan(contact.path("consentWhatsappAt").asString());
    }

    private void run() {
        acme.in(() -> {
            renewals.run(acme.id(), new Renewals.Nothing());
            return true;
        });
    }

    private String holding(String name, int days) {
        return id(made("/holdings", Map.of("name", name, "account", account, "expiresOn", day(days))));
    }

    private static String day(int fromToday) {
        return LocalDate.now(ZoneId.of("Asia/Kolkata")).plusDays(fromToday).toString();
    }

    private String status(String holding) {
        return admin.get("/holdings/" + holding).data().path("status").asString();
    }

    private JsonNode made(String path, Map<String, Object> values) {
        var reply = admin.post(path, new HashMap<>(values));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }
}
