import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// The statements a request runs, as PostgreSQL itself writes them down, with their values put in: what is compared is
/// always what the product really asks.
final class Statements {

    private static final Pattern EXECUTE = Pattern.compile(
            "LOG:  execute [^:]+:\\s+(.*?)(?=\n\\d{4}-\\d\\d-\\d\\d )(?:\n[^\n]*DETAIL:  [Pp]arameters: ([^\n]*))?", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$(\\d+) = ('(?:[^']++|'')*+'|NULL)");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private Statements() {}

    static List<String> of(Server server, Callable<?> request) throws Exception {
        return ofEach(server, List.of(request)).getFirst();
    }

    /// Of several requests, one after the other.
    static List<List<String>> ofEach(Server server, List<? extends Callable<?>> requests) throws Exception {
        var log = server.data().resolve("postgres.log");
        try (var db = server.connect();
                var statement = db.createStatement()) {
            setting(statement, "alter system set log_statement = 'all'");
            var all = new ArrayList<List<String>>();
            for (var request : requests) {
                var before = (int) Files.size(log);
                request.call();
                Thread.sleep(50);
                var bytes = Files.readAllBytes(log);
                all.add(read(new String(bytes, before, bytes.length - before, StandardCharsets.UTF_8)));
            }
            setting(statement, "alter system reset log_statement");
            return all;
        }
    }

    private static List<String> read(String text) {
        var all = new ArrayList<String>();
        var found = EXECUTE.matcher(text + "\n9999-99-99 ");
        while (found.find()) {
            all.add(filled(found.group(1), found.group(2) == null ? "" : found.group(2)));
        }
        return all;
    }

    private static void setting(java.sql.Statement statement, String sql) throws SQLException, InterruptedException {
        statement.execute(sql);
        statement.execute("select pg_reload_conf()");
        Thread.sleep(300);
    }

    private static String filled(String sql, String parameters) {
        var values = new HashMap<String, String>();
        var value = VALUE.matcher(parameters);
        while (value.find()) {
            values.put(value.group(1), value.group(2));
        }
        return PLACE.matcher(sql.replace('\n', ' ').replace('\t', ' '))
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(values.getOrDefault(place.group(1), "NULL")));
    }
}
