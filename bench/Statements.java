import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The statements a request runs, as PostgreSQL itself writes them down: what is compared is always what the product
/// really asks.
final class Statements {

    private static final Pattern EXECUTE = Pattern.compile(
            "LOG:  execute [^:]+:\\s+(.*?)(?=\n\\d{4}-\\d\\d-\\d\\d )(?:\n[^\n]*DETAIL:  [Pp]arameters: ([^\n]*))?", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$(\\d+) = (?:'((?:[^']++|'')*+)'|NULL)");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private Statements() {}

    /// @param sql with `$1`, `$2` … where values belong
    /// @param values by place; what is not among them is null
    record Sent(String sql, Map<String, String> values) {

        /// With its values written in.
        String filled() {
            return with(place -> "'" + values.get(place).replace("'", "''") + "'");
        }

        /// With variables of `pgbench` in their places: what [Raw#asSent] gives it values for.
        String bound() {
            return with(place -> ":v" + place);
        }

        private String with(UnaryOperator<String> value) {
            return PLACE.matcher(sql)
                    .replaceAll(place -> Matcher.quoteReplacement(
                            values.containsKey(place.group(1)) ? value.apply(place.group(1)) : "NULL"));
        }
    }

    static List<Sent> of(Server server, Callable<?> request) throws Exception {
        return each(server, List.of(request)).getFirst();
    }

    /// Of several requests, one after the other, with their values written in.
    static List<List<String>> ofEach(Server server, List<? extends Callable<?>> requests) throws Exception {
        return each(server, requests).stream()
                .map(statements -> statements.stream().map(Sent::filled).toList())
                .toList();
    }

    private static List<List<Sent>> each(Server server, List<? extends Callable<?>> requests) throws Exception {
        var log = server.data().resolve("postgres.log");
        try (var db = server.connect();
                var statement = db.createStatement()) {
            setting(statement, "alter system set log_statement = 'all'");
            var all = new ArrayList<List<Sent>>();
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

    private static List<Sent> read(String text) {
        var all = new ArrayList<Sent>();
        var found = EXECUTE.matcher(text + "\n9999-99-99 ");
        while (found.find()) {
            all.add(sent(found.group(1), found.group(2) == null ? "" : found.group(2)));
        }
        return all;
    }

    private static void setting(java.sql.Statement statement, String sql) throws SQLException, InterruptedException {
        statement.execute(sql);
        statement.execute("select pg_reload_conf()");
        Thread.sleep(300);
    }

    private static Sent sent(String sql, String parameters) {
        var values = new HashMap<String, String>();
        var value = VALUE.matcher(parameters);
        while (value.find()) {
            if (value.group(2) != null) {
                values.put(value.group(1), value.group(2).replace("''", "'"));
            }
        }
        return new Sent(sql.replace('\n', ' ').replace('\t', ' '), values);
    }
}
