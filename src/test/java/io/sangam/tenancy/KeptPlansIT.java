package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.database.TestDatabase;
import io.sangam.kernel.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Ten thousand records, all but ten of them open: who looks for the open ones walks along the newest, who looks for
/// the
/// others needs the index of statuses.
class KeptPlansIT {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final String LIST = "select id from listed where status = ? order by made desc limit 5";

    private Connection connection;
    private RoundTrip trip;

    @BeforeEach
    void records() throws SQLException {
        connection = TestDatabase.owner().connect();
        trip = new RoundTrip(new SingleConnectionDataSource(connection, true));
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temp table listed as
                    select n as id, case when n % 1000 = 0 then 'lost' else 'open' end as status, n as made,
                        repeat('x', 200) as more
                    from generate_series(1, 10000) n""");
            statement.execute("create index on listed (made)");
            statement.execute("create index on listed (status)");
            statement.execute("analyze listed");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void keepsThePlanOfWhatIsPlannedAlikeForAnyValue() {
        assertThat(isPlannedAlike("open")).isTrue();
    }

    @Test
    void plansAnewForWhatIsRare() {
        assertThat(isPlannedAlike("lost")).isFalse();
    }

    private boolean isPlannedAlike(String status) {
        var plans = new KeptPlans(trip);
        return trip.transaction(TENANT, its -> plans.isPlannedAlike(its, LIST, List.of(status)));
    }

    @Test
    void looksOnceItIsAskedOftenAndThenRunsByTheKeptPlan() throws SQLException {
        var plans = new KeptPlans(trip);

        assertThat(plans.mayKeep("open ones", TENANT, LIST, List.of("open"))).isFalse();
        await().until(() -> plans.mayKeep("open ones", TENANT, LIST, List.of("open")));
        for (var i = 0; i < 12; i++) {
            var found = trip.alone(TENANT, true, LIST, List.of("open"), rows -> {
                rows.next();
                return rows.getInt(1);
            });
            assertThat(found).isEqualTo(9_999);
        }

        try (var statement = connection.createStatement();
                var kept = statement.executeQuery(
                        "select sum(generic_plans), sum(custom_plans) from pg_prepared_statements"
                                + " where statement like '%from listed%'")) {
            kept.next();
            assertThat(kept.getLong(1)).isPositive();
            assertThat(kept.getLong(2)).isZero();
        }
    }

    @Test
    void countsOnlyPlacesForValues() {
        assertThat(KeptPlans.numbered("select '?', \"a?\", 'it''s ?' from t where a = ? and b in (?, ?)"))
                .isEqualTo("select '?', \"a?\", 'it''s ?' from t where a = $1 and b in ($2, $3)");
    }
}
