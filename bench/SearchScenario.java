import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Words, slips, numbers and phones among a million leads, against the index asked directly for the same pieces.
final class SearchScenario {

    private static final int CLIENTS = 4;
    private static final int QUERIES = 60;
    private static final int WARM_UP = 10;

    private SearchScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var token = server.signIn(Generator.LARGE, "ADMIN");
        var queries = new ArrayList<String>();
        UUID tenant;
        try (var db = server.connect();
                var statement = db.createStatement()) {
            var rows = statement.executeQuery("select id from tenancy.directory where slug = '" + Generator.LARGE + "'");
            rows.next();
            tenant = rows.getObject(1, UUID.class);
            rows = statement.executeQuery("""
                    select n %% 3, title, phone, number from (
                        select row_number() over () as n, title, phone, number from leads.lead
                        where tenant_id = '%s' and number like 'LEAD-%%' order by id desc limit %d) newest"""
                    .formatted(tenant, QUERIES));
            while (rows.next()) {
                queries.add(switch (rows.getInt(1)) {
                    case 0 -> rows.getString(2);
                    case 1 -> rows.getString(3).substring(3);
                    default -> rows.getString(4);
                });
            }
        }
        var requests = queries.stream()
                .map(query -> Wire.get("/api/v1/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), token))
                .toList();
        var next = new AtomicInteger();
        Wire.run(server.address(), CLIENTS, WARM_UP, 0, 200, () -> requests.get(next.getAndIncrement() % requests.size()));
        var ours = Wire.run(
                server.address(), CLIENTS, setting.seconds(), 0, 200,
                () -> requests.get(next.getAndIncrement() % requests.size()));
        var bare = bare(server, tenant, queries, setting.seconds());
        var ratio = ours.p95() / bare.p95();
        setting.report().row(
                "search, %d clients".formatted(CLIENTS), ours.toString(), "the bare SQL: " + bare,
                "p95 %.1f".formatted(ratio), "p95 ≤ 2", ratio <= 2 && ours.failed() == 0);
    }

    private static Figures bare(Server server, UUID tenant, List<String> queries, int seconds) throws Exception {
        var pieces = new Generator.Pieces(tenant);
        var wanted = new ArrayList<Long[]>();
        for (var query : queries) {
            var grams = new LinkedHashSet<>(pieces.ofText(query));
            if (query.matches("\\d+")) {
                grams = new LinkedHashSet<>(pieces.ofPhone(query));
            }
            wanted.add(grams.toArray(Long[]::new));
        }
        var connections = Raw.connections(server, CLIENTS);
        var next = new AtomicInteger();
        try {
            return Raw.measure(CLIENTS, seconds, worker -> {
                var connection = connections.get(worker);
                try (var statement = connection.prepareStatement("""
                        select id, version, number, title, first_name, last_name, company, phone, email, city, website
                        from leads.lead
                        where tenant_id = ? and deleted_at is null and id in (
                            select record_id from records.search_entry
                            where tenant_id = ? and object = 'lead' and grams @> ? limit 5000)
                        order by created_at desc, id desc limit 1000""")) {
                    statement.setObject(1, tenant);
                    statement.setObject(2, tenant);
                    statement.setArray(3, connection.createArrayOf("bigint", wanted.get(next.getAndIncrement() % wanted.size())));
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            rows.getString(4);
                        }
                    }
                }
            });
        } finally {
            Raw.close(connections);
        }
    }
}
