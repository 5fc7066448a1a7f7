import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Open leads, newest first, fifty of them, as a manager sees them: his team's, phone numbers masked. Nobody changes
/// them, as is so with most lists most of the time; a note says what becomes of it while somebody does.
final class ListScenario {

    private static final String PATH = "/api/v1/leads?limit=50&sort=-createdAt&filter="
            + URLEncoder.encode(
                    "{\"field\":\"status\",\"op\":\"group\",\"value\":[\"open\",\"progress\"]}", StandardCharsets.UTF_8);
    private static final int WARM_UP = 240;
    private static final int CHANGES_A_SECOND = 20;

    private ListScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var seconds = setting.seconds();
        var large = server.signIn(Generator.LARGE, "MANAGER");
        var small = server.signIn(Generator.SMALL, "MANAGER");
        var page = server.get(PATH, large);
        var sent = Statements.of(server, () -> server.get(PATH, large)).stream()
                .filter(each -> each.sql().contains("\"leads\".\"lead\".\"version\"") && each.filled().contains("51 rows only"))
                .findFirst()
                .orElseThrow();
        var statement = sent.filled();
        setting.report().note("list: %d rows; %s".formatted(page.size(), statement));
        Wrk.get(server, setting, PATH, large, 64, WARM_UP);
        Wrk.get(server, setting, PATH, small, 64, 2);
        var clients = Raw.clients(server, setting.work(), statement);
        var tenant = server.tenant(Generator.LARGE);
        var lead = UUID.fromString(page.path(0).path("id").asString());
        var round = Figures.round(seconds);
        var figures = Figures.inTurns(
                () -> Wrk.get(server, setting, PATH, large, 64, round),
                () -> Raw.select(server, setting.work(), statement, clients, round),
                () -> Wrk.get(server, setting, PATH, large, 512, round),
                () -> Wrk.get(server, setting, PATH, small, 64, round),
                () -> Raw.asSent(server, setting.work(), sent, tenant, clients, round),
                () -> changing(server, lead, () -> Wrk.get(server, setting, PATH, large, 64, round)));
        var few = figures.get(0);
        var raw = figures.get(1);
        var many = figures.get(2);
        var ofSmall = figures.get(3);
        var asSent = figures.get(4);
        var changing = figures.get(5);
        var against = "%s, %d clients: %,.0f/s".formatted(Raw.how(), clients, raw.perSecond());
        var ratio = few.perSecond() / raw.perSecond();
        var report = setting.report();
        report.row("list, 64 connections", few.toString(), against, "%.2f".formatted(ratio), "≥ 0.45", ratio >= 0.45 && few.failed() == 0);
        if (asSent.perSecond() > 0) {
            report.note("list: the same select as the application sends it (its role, row security, values bound, plan kept), %s, %d clients: %,.0f/s, %.2f of it reached"
                    .formatted(Raw.how(), clients, asSent.perSecond(), few.perSecond() / asSent.perSecond()));
        }
        report.note("list: while a lead on it changes %d times a second: %s, %.2f of %s"
                .formatted(CHANGES_A_SECOND, changing, changing.perSecond() / raw.perSecond(), Raw.how()));
        var ratioMany = many.perSecond() / raw.perSecond();
        report.row(
                "list, 512 connections", many.toString(), against, "%.2f".formatted(ratioMany), "p95 ≤ 150 ms",
                many.perSecond() > 0 && many.p95() <= 150 && many.failed() == 0);
        var growth = ofSmall.perSecond() / few.perSecond();
        report.row(
                "list, time at all leads by 10,000", "%.0f µs".formatted(1e6 / few.perSecond()),
                "%.0f µs".formatted(1e6 / ofSmall.perSecond()), "%.2f".formatted(growth), "≤ 1.2", growth <= 1.2);
    }

    /// Each change makes another state of the row, so the page that was kept is none any more.
    private static Figures changing(Server server, UUID lead, Callable<Figures> list) throws Exception {
        try (var db = server.connect();
                var change = db.prepareStatement("update leads.lead set updated_at = updated_at where id = ?");
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            change.setObject(1, lead);
            var changes = clock.scheduleAtFixedRate(
                    () -> {
                        try {
                            change.executeUpdate();
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    0,
                    1_000 / CHANGES_A_SECOND,
                    TimeUnit.MILLISECONDS);
            var figures = list.call();
            if (changes.isDone()) {
                changes.get();
            }
            changes.cancel(false);
            return figures;
        }
    }
}
