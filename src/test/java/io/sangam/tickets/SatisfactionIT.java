package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.database.TestDatabase;
import io.sangam.tenancy.Preset;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// What customers said, month by month, through the API.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SatisfactionIT {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final TestTenants tenants;
    private final TestApi api;
    private final Satisfactions satisfactions;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestTenant acme;
    private final TestApi admin;

    SatisfactionIT(
            TestTenants tenants,
            Satisfactions satisfactions,
            DSLContext db,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.satisfactions = satisfactions;
        this.db = db;
        this.transactions = transactions;
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void countsByTheMonthOfTheCompanysCalendar() {
        resolved("SUPPORT", "2026-03-10T12:00:00Z", 5, 10);
        resolved("SUPPORT", "2026-03-11T12:00:00Z", 4, 9);
        resolved("SUPPORT", "2026-03-12T12:00:00Z", 3, 7);
        resolved("SUPPORT", "2026-03-13T12:00:00Z", 1, 6);
        resolved("SUPPORT", "2026-03-14T12:00:00Z", 2, null);
        resolved("SUPPORT", "2026-03-15T12:00:00Z", null, null);
        // April in India already
        resolved("SUPPORT", "2026-03-31T18:30:00Z", 5, 0);
        resolved("SUPPORT", "2025-12-31T18:29:59Z", 5, 10);

        var data = admin.get("/tickets/satisfaction?from=2026-01&months=4").data();

        assertThat(data.path("until").asString()).isEqualTo("2026-05");
        assertThat(data.path("months")
                        .valueStream()
                        .map(month -> month.path("month").asString()))
                .containsExactly("2026-01", "2026-02", "2026-03", "2026-04");
        var march = data.at("/months/2/figures");
        assertThat(march.path("resolved").asInt()).isEqualTo(6);
        assertThat(march.path("answers").asInt()).isEqualTo(5);
        assertThat(march.path("responseRate").asDouble()).isEqualTo(83.33);
        assertThat(march.path("satisfaction").asDouble()).isEqualTo(3.0);
        assertThat(march.path("npsAnswers").asInt()).isEqualTo(4);
        assertThat(march.path("promoters").asInt()).isEqualTo(2);
        assertThat(march.path("detractors").asInt()).isEqualTo(1);
        assertThat(march.path("nps").asDouble()).isEqualTo(25.0);
        assertThat(data.at("/months/3/figures/nps").asDouble()).isEqualTo(-100.0);
        assertThat(data.at("/months/0/figures/resolved").asInt()).isZero();
        assertThat(data.at("/months/0/figures/nps").isNull())
                .as("nothing is no score")
                .isTrue();
        assertThat(data.at("/total/answers").asInt()).isEqualTo(6);
        assertThat(data.at("/total/satisfaction").asDouble()).isEqualTo(3.33);
        assertThat(data.at("/total/nps").asDouble()).isZero();
    }

    @Test
    void countsWhatTheReaderMaySee() {
        resolved("SUPPORT", "2026-03-10T12:00:00Z", 5, 10);
        resolved("SALES", "2026-03-11T12:00:00Z", 1, 0);
        var globex = tenants.create(Preset.SIMPLE);
        var path = "/tickets/satisfaction?from=2026-03&months=1";

        assertThat(answers(admin.get(path))).isEqualTo(2);
        assertThat(answers(api.as(acme.token("SALES")).get(path))).as("his own").isEqualTo(1);
        assertThat(answers(api.as(globex.token("ADMIN")).get(path))).isZero();
        assertThat(api.as(acme.token("PACKER")).get(path).code()).isEqualTo("RIGHT_MISSING");
        assertThat(answers(admin.get(path + "&owner=" + acme.actor("SALES").user())))
                .isEqualTo(1);
    }

    @Test
    void countsForATeam() {
        var team =
                admin.post("/teams", Map.of("name", "Desk")).data().path("id").asString();
        var user = "/users/" + acme.actor("SUPPORT").user();
        var version = admin.get("/users?query=support@example.com").data().at("/0/version");
        assertThat(admin.patch(user, Map.of("version", version, "teamId", team)).status())
                .isEqualTo(200);
        resolved("SUPPORT", "2026-03-10T12:00:00Z", 5, 10);
        resolved("SUCCESS", "2026-03-11T12:00:00Z", 1, 0);
        var path = "/tickets/satisfaction?from=2026-03&months=1&team=";

        assertThat(answers(admin.get(path + team))).isEqualTo(1);
        assertThat(admin.get(path + UUID.randomUUID())
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("TEAM_UNKNOWN");
    }

    @Test
    void refusesMonthsThereAreNot() {
        assertThat(admin.get("/tickets/satisfaction?from=2026-13").status()).isEqualTo(422);
        assertThat(admin.get("/tickets/satisfaction?months=0").status()).isEqualTo(422);
        assertThat(admin.get("/tickets/satisfaction?months=37").status()).isEqualTo(422);
        assertThat(admin.get("/tickets/satisfaction").data().path("months")).hasSize(12);
    }

    /// Among as many tickets of other months, other people and other companies.
    @Test
    void readsTheIndexAndNoTable() throws SQLException {
        resolved("SUPPORT", "2026-03-10T12:00:00Z", 5, 10);
        try (var connection = TestDatabase.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("alter table tickets.ticket no force row level security");
            try {
                statement.execute("""
                        insert into tickets.ticket (tenant_id, id, number, title, pipeline_id, status, status_since, priority,
                            type, department, source, owner_id, resolved_at, created_at, created_by, updated_at, updated_by)
                        select tenant_id, gen_random_uuid(), 'NO-' || i, title, pipeline_id, status, status_since, priority,
                            type, department, source, md5('owner ' || i %% 100)::uuid, now() - i * interval '1 hour',
                            created_at, md5('owner ' || i %% 100)::uuid, updated_at, updated_by
                        from tickets.ticket, generate_series(1, 20000) i where tenant_id = '%s'
                        """.formatted(acme.id()));
                statement.execute("analyze tickets.ticket");
            } finally {
                statement.execute("alter table tickets.ticket force row level security");
            }
        }
        var month = YearMonth.of(2026, 3);

        for (var role : new String[] {"ADMIN", "SALES"}) {
            var plan = acme.in(() -> transactions.execute(_ -> db.explain(
                            satisfactions.byMonth(acme.actor(role), month, month.plusMonths(1), INDIA, noCondition()))
                    .plan()));
            assertThat(plan).as(role).contains("Index").doesNotContain("Seq Scan on ticket");
        }
        var whole = acme.in(() -> transactions.execute(_ -> db.explain(
                        satisfactions.byMonth(acme.actor("ADMIN"), month, month.plusMonths(1), INDIA, noCondition()))
                .plan()));
        assertThat(whole).contains("ticket_satisfaction");
    }

    private static int answers(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.data().at("/total/answers").asInt();
    }

    /// Resolved long ago, by the row: the API resolves now.
    private void resolved(String owner, String at, @Nullable Integer satisfaction, @Nullable Integer nps) {
        JsonNode made = admin.post(
                        "/tickets",
                        Map.of(
                                "title",
                                "Done",
                                "owner",
                                acme.actor(owner).user().toString()))
                .data();
        var changed = acme.in(() -> transactions.execute(_ -> db.update(TICKET)
                .set(TICKET.RESOLVED_AT, Instant.parse(at))
                .set(TICKET.SATISFACTION, satisfaction)
                .set(TICKET.NPS, nps)
                .set(TICKET.RATED_AT, satisfaction == null ? null : Instant.parse(at))
                .where(TICKET.TENANT_ID.eq(acme.id()))
                .and(TICKET.ID.eq(UUID.fromString(made.path("id").asString())))
                .execute()));
        assertThat(changed).isEqualTo(1);
    }
}
