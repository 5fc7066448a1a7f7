package io.sangam.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which selects PostgreSQL may run by a plan it keeps.
///
/// Left to itself it plans a list anew for the values at hand each time it is asked, as that promises to be cheaper,
/// and takes several times as long to plan it as to run it. It need not where the plan for these values is the plan for
/// any: whoever looks for something rare keeps a plan of his own.
final class KeptPlans {

    /// So often within [#AGE] that it is worth looking.
    private static final int OFTEN = 20;
    /// After which the statistics may be others.
    private static final Duration AGE = Duration.ofMinutes(10);

    private static final int MOST = 5_000;
    private static final String NAME = "sangam_for_any";
    private static final List<String> SHAPE =
            List.of("Node Type", "Relation Name", "Index Name", "Scan Direction", "Join Type", "Strategy");
    /// A place for a value, or a literal or a name in which a `?` is none.
    private static final Pattern PLACE = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|(\\?)");

    private static final Logger log = LoggerFactory.getLogger(KeptPlans.class);
    private static final Executor ASIDE = Executors.newVirtualThreadPerTaskExecutor();

    private static final class Asked {
        private final AtomicInteger times = new AtomicInteger();
        private volatile boolean isPlannedAlike;
    }

    private final Cache<Object, Asked> asked =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(AGE).build();
    private final JsonMapper json = JsonMapper.shared();
    private final RoundTrip trip;

    KeptPlans(RoundTrip trip) {
        this.trip = trip;
    }

    /// Whether the plan for any values does for these.
    ///
    /// @param question what makes the select the same as an earlier one
    boolean mayKeep(Object question, TenantId tenant, String sql, List<?> binds) {
        var before = asked.get(question, _ -> new Asked());
        if (before.times.get() < OFTEN && before.times.incrementAndGet() == OFTEN) {
            ASIDE.execute(() -> {
                try {
                    before.isPlannedAlike =
                            trip.transaction(tenant, connection -> isPlannedAlike(connection, sql, binds));
                } catch (RuntimeException e) {
                    log.debug("It stays as it is: {}", e.toString());
                }
            });
        }
        return before.isPlannedAlike;
    }

    boolean isPlannedAlike(Connection connection, String sql, List<?> binds) throws SQLException {
        return shape(forThese(connection, sql, binds)).equals(shape(forAny(connection, sql, binds.size())));
    }

    private String forThese(Connection connection, String sql, List<?> binds) throws SQLException {
        try (var statement = connection.prepareStatement("explain (format json) " + sql)) {
            RoundTrip.bind(connection, statement, 1, binds);
            try (var plan = statement.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        }
    }

    /// With a kept plan it does not matter which values are given.
    private String forAny(Connection connection, String sql, int values) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local plan_cache_mode = force_generic_plan");
            statement.execute("prepare " + NAME + " as " + numbered(sql));
            try (var plan = statement.executeQuery("explain (format json) execute " + NAME + " ("
                    + String.join(", ", Collections.nCopies(values, "null")) + ")")) {
                plan.next();
                return plan.getString(1);
            } finally {
                statement.execute("deallocate " + NAME);
            }
        }
    }

    static String numbered(String sql) {
        var next = new AtomicInteger();
        return PLACE.matcher(sql)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group(1) == null ? found.group() : "$" + next.incrementAndGet()));
    }

    private List<String> shape(String plan) {
        var shape = new ArrayList<String>();
        describe(json.readTree(plan).path(0).path("Plan"), shape);
        return shape;
    }

    private static void describe(JsonNode node, List<String> shape) {
        SHAPE.forEach(key -> shape.add(node.path(key).asString("")));
        node.path("Plans").forEach(each -> describe(each, shape));
        shape.add("end");
    }
}
