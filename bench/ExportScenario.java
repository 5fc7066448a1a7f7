import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/// Every lead of the largest company as CSV, against COPY of the same columns; what it needs of memory, and what another
/// company's lists feel of it.
final class ExportScenario {

    private static final String COLUMNS = "number,title,company,status,phone,email,city,owner,createdAt";
    private static final String LIST = "/api/v1/leads?limit=50";
    private static final int PER_SECOND = 12;
    private static final int SECONDS = 20;

    private ExportScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var admin = server.signIn(Generator.LARGE, "ADMIN");
        var list = Wire.get(LIST, server.signIn(Generator.SMALL, "MANAGER"));
        Wire.run(server.address(), 2, SECONDS, PER_SECOND, 200, () -> list);
        var alone = Wire.run(server.address(), 2, SECONDS, PER_SECOND, 200, () -> list);
        var before = server.liveHeap();
        var heaps = new ArrayList<Long>(List.of(before));
        Server.Download file;
        Figures beside;
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = threads.submit(() -> server.download("/api/v1/leads/export?format=csv&fields=" + COLUMNS, admin));
            var feeling = threads.submit(() -> Wire.run(server.address(), 2, SECONDS, PER_SECOND, 200, () -> list));
            // a collection costs the lists something too: few
            while (!running.isDone()) {
                TimeUnit.SECONDS.sleep(5);
                heaps.add(server.liveHeap());
            }
            file = running.get();
            beside = feeling.get();
        }
        var copy = copy(server);
        var report = setting.report();
        var ratio = file.seconds() / copy;
        report.row(
                "export of %,d leads".formatted(file.lines() - 1), "%.1f s, %,d MB".formatted(file.seconds(), file.bytes() >> 20),
                "COPY of the columns: %.1f s".formatted(copy), "%.1f".formatted(ratio), "–", true);
        var grown = heaps.stream().mapToLong(each -> each).max().orElse(before) - before;
        report.row("export, live heap", "+ %d MB at most".formatted(grown), "%d MB before".formatted(before), "–", "< 100 MB more", grown < 100);
        report.row(
                "lists of another company beside it", beside.toString(), "alone: " + alone,
                "p95 %.2f".formatted(beside.p95() / alone.p95()), "p95 ≤ 1.05", beside.p95() <= 1.05 * alone.p95() && beside.failed() == 0);
    }

    private static double copy(Server server) throws Exception {
        try (var db = server.connect()) {
            var begin = System.nanoTime();
            db.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                    copy (select number, title, company, status, phone, email, city, owner_id, created_at
                          from leads.lead
                          where tenant_id = (select id from tenancy.directory where slug = '%s') and deleted_at is null
                          order by created_at desc, id desc) to stdout (format csv)""".formatted(Generator.LARGE), new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    throw new IOException("COPY writes lines");
                }

                @Override
                public void write(byte[] line, int from, int length) {
                    // read like the export's answer: and thrown away
                }
            });
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
