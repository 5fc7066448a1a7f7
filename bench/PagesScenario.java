import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The heads of the board of all leads, and all that a customer's page asks for, in a company with more than a million
/// activities: against the very selects these requests send.
final class PagesScenario {

    private static final int CLIENTS = 4;
    private static final int CUSTOMERS = 24;
    private static final int LEADS_EACH = 100;
    private static final int WARM_UP = 60;

    private PagesScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var token = server.signIn(Generator.LARGE, "ADMIN");
        var tenant = server.tenant(Generator.LARGE);
        compare(server, setting, tenant, token, "board of leads", List.of(List.of("/api/v1/leads/board")));
        var pages = new ArrayList<List<String>>();
        for (var id : customers(server, tenant, token)) {
            var page = "/api/v1/accounts/" + id;
            pages.add(List.of(page, page + "/timeline?related=true"));
        }
        compare(server, setting, tenant, token, "customer page", pages);
    }

    /// Customers with a hundred leads each, spread over the years, and what happened to those.
    private static List<String> customers(Server server, UUID tenant, String token) throws Exception {
        var ids = new ArrayList<String>();
        for (var i = 1; i <= CUSTOMERS; i++) {
            ids.add(server.post("/api/v1/accounts", token, "{\"name\":\"Bench Customer %d\",\"type\":\"company\"}".formatted(i))
                    .path("id")
                    .asString());
        }
        try (var db = server.connect();
                var statement = db.createStatement()) {
            for (var i = 0; i < ids.size(); i++) {
                statement.execute("""
                        update leads.lead set account_id = '%s' where tenant_id = '%s' and id in (
                            select id from leads.lead
                            where tenant_id = '%2$s' and right(number, 3) = '%03d' and number like 'LEAD-2026-%%'
                            order by id limit %d)""".formatted(ids.get(i), tenant, i, LEADS_EACH));
            }
            statement.execute("analyze leads.lead");
        }
        return ids;
    }

    private static void compare(
            Server server, Bench.Setting setting, UUID tenant, String token, String what, List<List<String>> pages)
            throws Exception {
        // before anybody has asked: what takes long is found once for all who ask meanwhile
        var first = new LongAdder();
        var sent = Statements.ofEach(
                        server,
                        pages.stream()
                                .flatMap(List::stream)
                                .map(path -> (Callable<?>) () -> {
                                    var begun = System.nanoTime();
                                    var page = server.get(path, token);
                                    first.add(System.nanoTime() - begun);
                                    return page;
                                })
                                .toList())
                .stream()
                .map(PagesScenario::ofTheRequest)
                .toList();
        if (sent.stream().anyMatch(List::isEmpty)) {
            throw new IllegalStateException("No select of a request was seen in PostgreSQL's log: " + what);
        }
        setting.report().note("%s: %.1f s for whoever looks first".formatted(what, first.sum() / 1e9 / sent.size()));
        var requests = pages.stream()
                .flatMap(List::stream)
                .map(path -> Wire.get(path, token))
                .toList();
        var next = new AtomicInteger();
        Wire.run(server.address(), CLIENTS, WARM_UP, 0, 200, () -> requests.get(next.getAndIncrement() % requests.size()));
        var ours = Wire.run(
                server.address(), CLIENTS, setting.seconds(), 0, 200,
                () -> requests.get(next.getAndIncrement() % requests.size()));
        var bare = Raw.replay(
                server, tenant, CLIENTS, setting.seconds(), sent);
        var ratio = ours.p95() / bare.p95();
        setting.report().row(
                "%s, %d clients".formatted(what, CLIENTS), ours.toString(), "the bare SQL: " + bare,
                "p95 %.1f".formatted(ratio), "p95 ≤ 2", ratio <= 2 && ours.failed() == 0);
    }

    /// Without what a transaction needs besides, and without what is read again every other second for all.
    private static List<String> ofTheRequest(List<String> sent) {
        return sent.stream()
                .filter(sql -> sql.startsWith("select ") || sql.startsWith("with "))
                .filter(sql -> !sql.contains("set_config("))
                .filter(sql -> sql.contains("leads\"") || sql.contains("accounts\"") || sql.contains("\"records\""))
                .toList();
    }
}
