package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.database.TestDatabase;
import io.sangam.tenancy.Preset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// Nobody takes back what he may not do himself by now.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class UndoIT {

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private TestApi sales;

    UndoIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
        this.sales = api;
    }

    @BeforeEach
    void aCompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
        sales = api.as(acme.token("SALES"));
    }

    @Test
    void isRefusedToWhoMayOnlyReadTheRecordByNow() {
        var lead = lead();
        var edited = sales.patch("/leads/" + lead, Map.of("version", version("/leads/" + lead), "city", "Goa"));
        done(admin.post(
                "/leads/" + lead + "/reassign",
                Map.of(
                        "version",
                        version("/leads/" + lead),
                        "owner",
                        acme.actor("ADMIN").user())));
        done(admin.post(
                "/leads/" + lead + "/shares",
                Map.of("userId", acme.actor("SALES").user(), "right", "read")));

        var undone = undo(sales, edited);

        assertThat(undone.status()).isEqualTo(403);
        assertThat(undone.code()).isEqualTo("RECORD_NOT_WRITABLE");
        assertThat(admin.get("/leads/" + lead).data().path("city").asString()).isEqualTo("Goa");
    }

    @Test
    void isRefusedToWhoMayOnlyReadTheKeptOneOfAMergeByNow() {
        var role = admin.post(
                        "/roles",
                        Map.of(
                                "name",
                                "Merges",
                                "definition",
                                definition("own", Map.of("phone", "clear", "email", "clear"))))
                .data();
        var merger = tenants.user(acme.id(), role.path("key").asString(), "merges@example.com");
        var caller = api.as(api.post(
                        "/auth/login",
                        Map.of("tenant", acme.slug(), "email", "merges@example.com", "password", TestTenants.PASSWORD))
                .data()
                .path("accessToken")
                .asString());
        var kept = lead(Map.of("owner", merger.user(), "phone", "+12565550171"));
        var other = lead(Map.of("owner", merger.user(), "phone", "+12565550172"));
        var merged = done(caller.post(
                "/merges",
                Map.of(
                        "object", "lead",
                        "keep", Map.of("id", kept, "version", version("/leads/" + kept)),
                        "merge", Map.of("id", other, "version", version("/leads/" + other)))));
        done(admin.post(
                "/leads/" + kept + "/reassign",
                Map.of(
                        "version",
                        version("/leads/" + kept),
                        "owner",
                        acme.actor("ADMIN").user())));
        done(admin.post("/leads/" + kept + "/shares", Map.of("userId", merger.user(), "right", "read")));

        assertThat(undo(caller, merged).code()).isEqualTo("RECORD_NOT_WRITABLE");
        assertThat(caller.post("/merges/" + merged.data().path("id").asString() + "/undo", null)
                        .code())
                .isEqualTo("RECORD_NOT_WRITABLE");
    }

    @Test
    void isRefusedForAFieldThatIsMaskedByNow() {
        var lead = lead();
        var edited = sales.patch(
                "/leads/" + lead, Map.of("version", version("/leads/" + lead), "email", "asha@lotus.example"));
        done(edited);
        var role = admin.get("/roles")
                .data()
                .valueStream()
                .filter(each -> each.path("key").asString().equals("SALES"))
                .findFirst()
                .orElseThrow();
        var definition = new HashMap<String, Object>();
        role.path("definition").properties().forEach(each -> definition.put(each.getKey(), each.getValue()));
        definition.put("fields", Map.of("phone", "masked", "email", "masked"));
        done(admin.patch(
                "/roles/" + role.path("id").asString(),
                Map.of("version", role.path("version"), "definition", definition)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !sales.get("/leads/" + lead)
                        .data()
                        .path("email")
                        .asString("")
                        .contains("asha"));

        assertThat(undo(sales, edited).code()).isEqualTo("RECORD_NOT_WRITABLE");
        assertThat(admin.get("/leads/" + lead).data().path("email").asString()).isEqualTo("asha@lotus.example");
    }

    /// R25. But who chose the wrong one just now made no result.
    @Test
    void takesNothingOutOfAResultThatStandsWithoutTheRightToReopen() throws SQLException {
        var lead = lead();
        done(undo(sales, lose(lead)));
        assertThat(admin.get("/leads/" + lead).data().path("status").asString()).isEqualTo("new");
        var lost = lose(lead);
        try (var connection = TestDatabase.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("set sangam.tenant = '" + acme.id() + "'");
            statement.execute("update pipelines.status_history set at = at - interval '11 minutes'"
                    + " where record_id = '" + lead + "'");
        }

        var undone = undo(sales, lost);

        assertThat(undone.status()).isEqualTo(403);
        assertThat(undone.body().path("reasonCode").asString()).isEqualTo("NEEDS_MANAGER");
        assertThat(admin.get("/leads/" + lead).data().path("status").asString()).isEqualTo("lost");
    }

    @Test
    void putsNothingIntoAFullStatus() {
        var deal = deal();
        done(enter(deal, "contacted"));
        var left = enter(deal, "negotiation");
        done(left);
        for (var n = 0; n < 10; n++) {
            done(enter(deal(), "contacted"));
        }

        assertThat(undo(admin, left).code()).isEqualTo("STATUS_FULL");
        assertThat(admin.get("/deals/" + deal).data().path("status").asString()).isEqualTo("negotiation");
    }

    @Test
    void putsNothingWhereItLacksWhatTheStatusAsksFor() {
        var deal = deal();
        done(enter(deal, "contacted"));
        done(enter(deal, "proposal_sent"));
        var left = enter(deal, "contacted");
        done(left);
        var emptied = new HashMap<String, Object>(Map.of("version", version("/deals/" + deal)));
        emptied.put("value", null);
        done(admin.patch("/deals/" + deal, emptied));

        assertThat(undo(admin, left).code()).isEqualTo("CONDITIONS_NOT_MET");
        assertThat(admin.get("/deals/" + deal).data().path("status").asString()).isEqualTo("contacted");
    }

    private Map<String, Object> definition(String scope, Map<String, String> fields) {
        return Map.of(
                "modules",
                Map.of("leads", Map.of("level", "write", "scope", scope, "actions", List.of("create", "merge"))),
                "fields",
                fields,
                "allowedStatuses",
                Map.of());
    }

    private String deal() {
        var worth = Map.of("amount", "900.00", "currency", "INR");
        return done(admin.post("/deals", Map.of("title", "Kites", "value", worth, "expectedClose", "2090-01-31")))
                .data()
                .path("id")
                .asString();
    }

    private Reply lose(String lead) {
        return done(sales.post(
                "/leads/" + lead + "/transition",
                Map.of("version", version("/leads/" + lead), "to", "lost", "fields", Map.of("lostReason", "price"))));
    }

    private Reply enter(String deal, String stage) {
        return admin.post("/deals/" + deal + "/transition", Map.of("version", version("/deals/" + deal), "to", stage));
    }

    private String lead() {
        return lead(Map.of("owner", acme.actor("SALES").user(), "phone", "+12565550170"));
    }

    private String lead(Map<String, Object> more) {
        var values = new HashMap<String, Object>(Map.of("title", "Asha Rao", "source", "self", "city", "Pune"));
        values.putAll(more);
        var made = admin.post("/leads", values);
        done(made);
        return made.data().at("/lead/id").asString();
    }

    private int version(String path) {
        return admin.get(path).data().path("version").asInt();
    }

    private static Reply undo(TestApi by, Reply write) {
        return by.post(
                "/change-sets/" + write.headers().firstValue("X-Change-Set").orElseThrow() + "/undo", null);
    }

    private static Reply done(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isLessThan(300);
        return reply;
    }
}
