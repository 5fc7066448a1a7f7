package io.sangam.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.val;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RetentionIT {

    private final TestTenants tenants;
    private final Tenants companies;
    private final Map<String, Schedule> schedules;
    private final TransactionOperations transactions;
    private final DSLContext db;
    private final JsonMapper json;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    @SuppressWarnings("NullAway.Init")
    RetentionIT(
            TestTenants tenants,
            Tenants companies,
            Map<String, Schedule> schedules,
            TransactionOperations transactions,
            DSLContext db,
            JsonMapper json,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.companies = companies;
        this.schedules = schedules;
        this.transactions = transactions;
        this.db = db;
        this.json = json;
        this.api = new TestApi(port);
    }

    @BeforeEach
    void begin() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void keepsHistoryForGoodUnlessTheCompanyWantsItForgotten() {
        activity(400);
        activity(20);

        runDaily("purgeHistory");
        assertThat(activities()).isEqualTo(2);

        assertThat(keep(Map.of("history", 365)).status()).isEqualTo(200);
        runDaily("purgeHistory");
        assertThat(activities()).isEqualTo(1);
    }

    @Test
    void forgetsInOneCompanyOnly() {
        var globex = tenants.create(Preset.SIMPLE);
        activity(400);
        var own = acme;
        acme = globex;
        activity(400);
        acme = own;
        keep(Map.of("history", 30));

        runDaily("purgeHistory");

        assertThat(activities()).isZero();
        acme = globex;
        assertThat(activities()).isEqualTo(1);
    }

    @Test
    void forgetsSecurityEventsAndNotificationsWhenTheirTimeIsOver() {
        inside(() -> db.execute(
                "insert into identity.security_event (tenant_id, id, kind, at) values ({0}, {1}, 'login', {2})",
                val(acme.id().value()), val(Ids.at(ago(800))), val(ago(800), SQLDataType.INSTANT)));
        inside(() ->
                db.execute("""
                insert into notifications.notification
                    (tenant_id, id, user_id, kind, object, record_id, title, data, key, at)
                values ({0}, {1}, {1}, 'x', 'lead', {1}, 'x', jsonb_build_object(), 'x', {2})
                """, val(acme.id().value()), val(Ids.at(ago(200))), val(ago(200), SQLDataType.INSTANT)));

        runDaily("purgeSessions");
        runDaily("purgeNotifications");

        assertThat(count("identity.security_event where at < now() - interval '700 days'"))
                .isZero();
        assertThat(count("notifications.notification")).isZero();
    }

    @Test
    void theApplicationCanNeitherRewriteNorShortenTheLogs() {
        activity(10);

        assertThatThrownBy(() -> inside(() -> db.execute("delete from records.activity")))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> inside(() -> db.execute("update records.activity set verb = 'x'")))
                .rootCause()
                .hasMessageContaining("permission denied");
        inside(() ->
                db.fetch("select records.forget_activities(now(), 'ffffffff-ffff-7fff-bfff-ffffffffffff'::uuid, 100)"));
        assertThat(activities()).isEqualTo(1);
    }

    @Test
    void refusesToKeepTooShort() {
        for (var wrong : List.of(
                Map.of("history", 29),
                Map.of("securityEvents", 89),
                Map.of("notifications", 6),
                Map.of("messages", 0),
                Map.of("messages", 91))) {
            var answer = keep(wrong);
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(422);
            assertThat(answer.body().toString())
                    .contains("settings/retention/" + wrong.keySet().iterator().next());
        }
    }

    private TestApi.Reply keep(Map<String, Integer> days) {
        Map<String, Object> company = json.convertValue(admin.get("/company").data(), new TypeReference<>() {});
        company.keySet().removeAll(List.of("slug", "preset"));
        Map<String, Object> settings = json.convertValue(company.get("settings"), new TypeReference<>() {});
        Map<String, Object> retention = json.convertValue(settings.get("retention"), new TypeReference<>() {});
        retention.putAll(days);
        settings.put("retention", retention);
        var body = new HashMap<>(company);
        body.put("settings", settings);
        return admin.put("/company", body);
    }

    private void runDaily(String bean) {
        var schedule = (Schedule.Daily) Objects.requireNonNull(schedules.get(bean));
        inside(() -> schedule.work().accept(companies.current(acme.id())));
    }

    private void activity(int daysAgo) {
        inside(() -> db.execute(
                """
                insert into records.activity (tenant_id, id, object, record_id, at, actor_id, verb)
                values ({0}, {1}, 'company', {0}, {2}, {0}, 'test')
                """, val(acme.id().value()), val(Ids.at(ago(daysAgo))), val(ago(daysAgo), SQLDataType.INSTANT)));
    }

    private int activities() {
        return count("records.activity where verb = 'test'");
    }

    private int count(String from) {
        return TenantScope.call(
                acme.id(),
                () -> transactions.execute(
                        _ -> db.fetchSingle("select count(*) from " + from).get(0, Integer.class)));
    }

    private void inside(Runnable work) {
        TenantScope.call(
                acme.id(),
                () -> transactions.execute(_ -> {
                    work.run();
                    return acme.id();
                }));
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}
