import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// Two files of a hundred thousand rows, checked and written with duplicate detection, against COPY of as many leads
/// into the same table with its indexes.
final class ImportScenario {

    private static final int FILES = 2;
    private static final int ROWS = 100_000;
    private static final long PATIENCE_SECONDS = 900;

    private ImportScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var token = server.signIn(Generator.LARGE, "ADMIN");
        var rows = Math.min(ROWS, Integer.getInteger("bench.rows", ROWS));
        var heaps = new ArrayList<List<Long>>();
        var begin = System.nanoTime();
        var checking = 0.0;
        var written = 0L;
        for (var file = 0; file < FILES; file++) {
            var uploaded = server.upload("/api/v1/imports?object=lead&fileName=bench-" + file + ".csv", token, csv(file, rows));
            var path = "/api/v1/imports/" + uploaded.path("id").asString();
            var plan = Server.JSON.writeValueAsString(Map.of(
                    "mapping", List.of("title", "company", "phone", "email", "city"), "onDuplicate", "skip", "automations", false));
            var alive = new ArrayList<Long>();
            heaps.add(alive);
            var checkedFrom = System.nanoTime();
            server.post(path + "/check", token, plan);
            await(server, path, token, "ready", alive);
            checking += (System.nanoTime() - checkedFrom) / 1e9;
            server.post(path + "/start", token, "{}");
            written += await(server, path, token, "done", alive).path("counts").path("created").asLong();
        }
        var ours = (System.nanoTime() - begin) / 1e9;
        if (written != (long) FILES * rows) {
            throw new IllegalStateException(written + " leads were written of " + FILES * rows);
        }
        var copy = copy(server, FILES * rows);
        var report = setting.report();
        report.note("import: %.0f s of it checking; live heap %s MB".formatted(checking, heaps));
        report.row(
                "import of %,d leads".formatted(written), "%.1f s (%,.0f rows/s)".formatted(ours, written / ours),
                "COPY: %.1f s".formatted(copy), "%.1f".formatted(ours / copy), "≤ 6", ours / copy <= 6);
        // what is alive swings with the rows under way, and checking holds other ones than writing; flat is what does not
        // grow with the rows there are: the second file, checked and written, against the first
        var first = mean(heaps.getFirst());
        var last = mean(heaps.getLast());
        report.row(
                "import, live heap", "second file %.0f MB".formatted(last), "first file: %.0f MB".formatted(first),
                "%.2f".formatted(last / first), "flat (≤ 1.2)", last <= 1.2 * first);
    }

    private static double mean(List<Long> heaps) {
        return heaps.stream().mapToLong(each -> each).average().orElse(Double.NaN);
    }

    private static tools.jackson.databind.JsonNode await(Server server, String path, String token, String status, List<Long> heaps)
            throws Exception {
        var until = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        var looked = 0;
        while (System.nanoTime() < until) {
            var file = server.get(path, token);
            if (file.path("status").asString().equals(status)) {
                return file;
            }
            // a collection costs something too: rarely
            if (++looked % 10 == 4) {
                heaps.add(server.liveHeap());
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The import was not " + status + " within " + PATIENCE_SECONDS + " s");
    }

    private static byte[] csv(int file, int rows) {
        var text = new ByteArrayOutputStream(rows * 90);
        text.writeBytes("Name,Company,Phone,E-mail,City\n".getBytes(StandardCharsets.UTF_8));
        for (var i = 0; i < rows; i++) {
            var n = file * ROWS + i;
            text.writeBytes("Import Person %1$d,Harbour Trading %2$d,+9177%1$08d,person%1$d@example.net,Pune\n"
                    .formatted(n, n % 5_000)
                    .getBytes(StandardCharsets.UTF_8));
        }
        return text.toByteArray();
    }

    /// As many leads as were imported, as the generator made them, under other ids and numbers.
    private static double copy(Server server, int rows) throws Exception {
        try (var db = server.connect()) {
            var columns = new StringBuilder();
            var made = new StringBuilder();
            try (var statement = db.createStatement()) {
                var found = statement.executeQuery("""
                        select column_name from information_schema.columns
                        where table_schema = 'leads' and table_name = 'lead' and is_generated = 'NEVER' order by ordinal_position""");
                while (found.next()) {
                    var name = found.getString(1);
                    columns.append(columns.isEmpty() ? "" : ", ").append(name);
                    made.append(made.isEmpty() ? "" : ", ").append(switch (name) {
                        case "id" -> "gen_random_uuid()";
                        case "number" -> "'COPY-' || number";
                        case "created_at", "updated_at", "status_since" -> "now()";
                        default -> name;
                    });
                }
            }
            var api = db.unwrap(PGConnection.class).getCopyAPI();
            var lines = new java.io.StringWriter();
            api.copyOut(
                    "copy (select %s from leads.lead where tenant_id = (select id from tenancy.directory where slug = '%s') and number like 'LEAD-%%' order by id limit %d) to stdout"
                            .formatted(made, Generator.LARGE, rows),
                    lines);
            var begin = System.nanoTime();
            api.copyIn("copy leads.lead (" + columns + ") from stdin", new StringReader(lines.toString()));
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
