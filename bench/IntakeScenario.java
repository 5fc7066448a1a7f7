import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// New leads by POST, against the rows one of them leaves behind, inserted as they are.
final class IntakeScenario {

    private static final String PATH = "/api/v1/leads";
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = 240;
    private static final int PATIENCE = 120;
    private static final int[] CLIENTS = {4, 8, 16};
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final AtomicLong NEXT = new AtomicLong();

    /// One row: what is inserted, and which of its columns are ids that were new, or unique words.
    private record Row(String sql, List<String> places) {}

    private IntakeScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var token = server.signIn(Generator.LARGE, "ADMIN");
        Wire.run(server.address(), CONNECTIONS, WARM_UP, 0, 201, () -> request(token));
        awaitDeliveries(server);
        var statements = Statements.of(server, () -> server.post(PATH, token, body())).stream()
                .filter(sent -> !sent.sql().contains("lease_until") && !sent.sql().contains("scheduled_tasks"))
                .count();
        var rows = written(server, () -> server.post(PATH, token, body()));
        var clients = Raw.clients(CLIENTS, (some, seconds) -> raw(server, rows, some, seconds));
        var round = Figures.round(setting.seconds());
        var figures = Figures.inTurns(
                () -> Wire.run(server.address(), CONNECTIONS, round, 0, 201, () -> request(token)),
                () -> {
                    awaitDeliveries(server);
                    return raw(server, rows, clients, round);
                });
        var ours = figures.get(0);
        var raw = figures.get(1);
        var ratio = ours.perSecond() / raw.perSecond();
        setting.report().note("intake: %d rows written, about %d statements sent".formatted(rows.size(), statements));
        setting.report().row(
                "intake, %d connections".formatted(CONNECTIONS), ours.toString(),
                "same %d rows inserted, %d clients: %,.0f/s".formatted(rows.size(), clients, raw.perSecond()),
                "%.2f".formatted(ratio), "≥ 0.35", ratio >= 0.35 && ours.failed() == 0);
    }

    /// Until nobody works on what came before, so that one request's statements are its own. What was only inserted waits
    /// for longer.
    private static void awaitDeliveries(Server server) throws Exception {
        try (var db = server.connect();
                var statement = db.createStatement()) {
            for (var seconds = 0; seconds < PATIENCE; seconds++) {
                try (var waiting = statement.executeQuery("select exists (select from events.delivery where status = 'pending' and due_at < now() + interval '1 year')")) {
                    waiting.next();
                    if (!waiting.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(1_000);
            }
        }
    }

    private static byte[] request(String token) {
        return Wire.post(PATH, token, body());
    }

    private static String body() {
        var i = NEXT.incrementAndGet();
        return "{\"title\":\"Bench Lead %1$d\",\"source\":\"website\",\"company\":\"Confluence Works %1$d\",\"email\":\"bench%1$d@example.org\",\"phone\":\"+9188%1$08d\"}"
                .formatted(i);
    }

    /// What one request inserts, noted by triggers while it runs.
    private static List<Row> written(Server server, Callable<?> request) throws Exception {
        try (var db = server.connect();
                var statement = db.createStatement()) {
            statement.execute("""
                    create table bench.written (n bigint generated always as identity, tbl text, tx bigint, content jsonb);
                    grant usage on schema bench to public;
                    create function bench.note() returns trigger language plpgsql security definer as $$
                    begin
                        insert into bench.written (tbl, tx, content)
                        values (tg_table_schema || '.' || tg_table_name, txid_current(), to_jsonb(new));
                        return null;
                    end $$""");
            var tables = tables(db);
            for (var table : tables) {
                statement.execute("create trigger bench_note after insert on " + table
                        + " for each row execute function bench.note()");
            }
            request.call();
            for (var table : tables) {
                statement.execute("drop trigger bench_note on " + table);
            }
            return rows(db);
        }
    }

    private static List<String> tables(Connection db) throws Exception {
        var tables = new ArrayList<String>();
        try (var statement = db.createStatement();
                var rows = statement.executeQuery("""
                        select distinct format('%I.%I', table_schema, table_name)
                        from information_schema.columns join information_schema.tables using (table_schema, table_name)
                        where column_name = 'tenant_id' and table_type = 'BASE TABLE' and table_schema <> 'bench'""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static List<Row> rows(Connection db) throws Exception {
        var tables = new ArrayList<String>();
        var contents = new ArrayList<Map<String, String>>();
        try (var statement = db.createStatement()) {
            var found = statement.executeQuery("""
                    select w.n, w.tbl, c.column_name, w.content ->> c.column_name as value, c.udt_name, w.content -> c.column_name as raw
                    from bench.written w
                    join information_schema.columns c on c.table_schema || '.' || c.table_name = w.tbl
                    where w.tx = (select tx from bench.written where tbl = 'leads.lead' order by n limit 1)
                      and c.is_generated = 'NEVER' and c.is_identity = 'NO'
                    order by w.n, c.ordinal_position""");
            var last = -1L;
            while (found.next()) {
                if (found.getLong("n") != last) {
                    last = found.getLong("n");
                    tables.add(found.getString("tbl"));
                    contents.add(new LinkedHashMap<>());
                }
                var value = found.getString("value");
                var isArray = found.getString("udt_name").startsWith("_");
                contents.getLast().put(
                        found.getString("column_name"),
                        value == null ? null : isArray ? "{" + value.substring(1, value.length() - 1) + "}" : value);
            }
        }
        var fresh = fresh(contents);
        var rows = new ArrayList<Row>();
        var seen = new HashSet<String>();
        for (var i = 0; i < tables.size(); i++) {
            // what was taken back and put in again counts once
            var content = new TreeMap<>(contents.get(i));
            content.remove("id");
            if (seen.add(tables.get(i) + content)) {
                rows.add(row(tables.get(i), contents.get(i), fresh));
            }
        }
        return rows;
    }

    /// The ids that came into being with these rows.
    private static Set<String> fresh(List<Map<String, String>> contents) {
        var fresh = new HashSet<String>();
        contents.forEach(each -> {
            if (each.get("id") != null) {
                fresh.add(each.get("id"));
            }
        });
        return fresh;
    }

    private static Row row(String table, Map<String, String> content, Set<String> fresh) {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        var places = new ArrayList<String>();
        content.forEach((name, value) -> {
            names.add('"' + name + '"');
            if (value == null) {
                values.add("null");
            } else if (UUIDS.matcher(value).matches() && fresh.contains(value)) {
                values.add("?::uuid");
                places.add(value);
            } else if (name.equals("number") || name.equals("match_key") || name.equals("dedup_key")) {
                values.add("?");
                places.add("word " + value);
            } else if (name.equals("due_at") && table.startsWith("events.")) {
                // nobody is to work on them: that is no part of an insert
                values.add("now() + interval '10 years'");
            } else {
                values.add("'" + value.replace("'", "''") + "'");
            }
        });
        return new Row("insert into %s (%s) values (%s)".formatted(table, String.join(", ", names), String.join(", ", values)), places);
    }

    /// All rows in one transaction and one round trip.
    private static Figures raw(Server server, List<Row> rows, int clients, int seconds) throws Exception {
        var sql = String.join("; ", rows.stream().map(Row::sql).toList());
        var connections = Raw.connections(server, clients);
        try {
            var prepared = new ArrayList<PreparedStatement>();
            for (var connection : connections) {
                prepared.add(connection.prepareStatement(sql));
            }
            return Raw.measure(clients, seconds, worker -> {
                var statement = prepared.get(worker);
                var made = new HashMap<String, String>();
                var index = 1;
                for (var row : rows) {
                    for (var place : row.places()) {
                        statement.setString(index++, made.computeIfAbsent(place, _ -> id()));
                    }
                }
                statement.execute();
            });
        } finally {
            Raw.close(connections);
        }
    }

    /// Of the time, as the product's own.
    private static String id() {
        var random = UUID.randomUUID();
        var time = System.currentTimeMillis();
        return new UUID(time << 16 | 0x7000L | random.getMostSignificantBits() & 0xFFF, random.getLeastSignificantBits()).toString();
    }
}
