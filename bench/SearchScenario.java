import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Names, phones and numbers among a million leads, against the very selects these searches send.
final class SearchScenario {

    private static final int CLIENTS = 4;
    private static final int QUERIES = 24;
    private static final int WARM_UP = 10;

    private SearchScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var token = server.signIn(Generator.LARGE, "ADMIN");
        var queries = new ArrayList<String>();
        var tenant = server.tenant(Generator.LARGE);
        try (var db = server.connect();
                var statement = db.createStatement()) {
            var rows = statement.executeQuery("""
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
        var paths = queries.stream()
                .map(query -> "/api/v1/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .toList();
        var requests = paths.stream().map(path -> Wire.get(path, token)).toList();
        var next = new AtomicInteger();
        Wire.run(server.address(), CLIENTS, WARM_UP, 0, 200, () -> requests.get(next.getAndIncrement() % requests.size()));
        var ours = Wire.run(
                server.address(), CLIENTS, setting.seconds(), 0, 200,
                () -> requests.get(next.getAndIncrement() % requests.size()));
        var sent = Statements.ofEach(
                server, paths.stream().map(path -> (Callable<?>) () -> server.get(path, token)).toList());
        var searching = sent.stream()
                .map(each -> each.stream().filter(sql -> sql.contains("records.search(")).toList())
                .toList();
        var bare = Raw.replay(server, tenant, CLIENTS, setting.seconds(), searching);
        var ratio = ours.p95() / bare.p95();
        setting.report().row(
                "search, %d clients".formatted(CLIENTS), ours.toString(), "the bare SQL: " + bare,
                "p95 %.1f".formatted(ratio), "p95 ≤ 2", ratio <= 2 && ours.failed() == 0);
    }
}
