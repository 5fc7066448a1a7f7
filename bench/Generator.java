import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Companies of very different size, the same in every run: their people, roles and pipelines are those of a sample
/// company, their leads have the shape of its leads, with names, contacts and times of their own, and a past.
///
/// Rows go in by SQL and past the product, with the indexes built afterwards: a million records in minutes.
final class Generator {

    /// The sample company all others are like.
    static final String MODEL = "acme";

    static final String LARGE = "bench-large";
    static final String SMALL = "bench-small";
    static final int SMALL_LEADS = 10_000;
    /// Companies of fifty leads each, for the sockets.
    static final int TINY = 40;
    private static final int TINY_LEADS = 50;
    private static final int MIDDLE = 4;

    private static final long SEED = 20_261_126;
    private static final List<String> SETTINGS_OF = List.of("tenancy", "identity", "access", "pipelines", "assignment", "partners");
    private static final Set<String> NOT_COPIED = Set.of(
            "identity.session", "identity.refresh_token", "identity.socket_ticket", "identity.security_event",
            "pipelines.status_history", "tenancy.sequence");
    private static final List<String> FILLED =
            List.of("leads.lead", "records.contact_point", "records.activity", "records.search_entry", "tasks.task",
                    "pipelines.status_history");

    private final Connection db;
    private final Map<String, String> columns = new HashMap<>();
    private List<String> settings = List.of();

    private Generator(Connection db) {
        this.db = db;
    }

    static String tiny(int number) {
        return "bench-tiny-" + number;
    }

    /// @param leads of the largest company
    static void run(Connection db, int leads) throws Exception {
        var generator = new Generator(db);
        generator.execute("set maintenance_work_mem = '1GB'; set synchronous_commit = off; set work_mem = '64MB'");
        // Rows are copied table by table; foreign keys hold again when all of them are there.
        generator.execute("set session_replication_role = replica");
        var indexes = generator.dropIndexes();
        generator.prepare();
        generator.findSettings();
        generator.company(LARGE, leads);
        for (var i = 1; i <= MIDDLE; i++) {
            generator.company("bench-middle-" + i, leads / 20);
        }
        generator.company(SMALL, SMALL_LEADS);
        for (var i = 1; i <= TINY; i++) {
            generator.company(tiny(i), TINY_LEADS);
        }
        for (var index : indexes) {
            // one of a company's own fields may have been made again meanwhile, by the server's nightly work
            generator.execute(index.replaceFirst("INDEX", "INDEX IF NOT EXISTS"));
        }
        generator.execute("set session_replication_role = origin");
        for (var table : FILLED) {
            generator.execute("vacuum (analyze) " + table);
        }
        generator.execute("analyze; checkpoint");
        // Only now: the nightly work of a new company begins at once.
        generator.execute("update tenancy.directory set status = 'active'");
    }

    private List<String> dropIndexes() throws SQLException {
        var definitions = new ArrayList<String>();
        for (var table : FILLED) {
            var found = query("""
                    select indexdef, format('%%I.%%I', schemaname, indexname) from pg_indexes
                    where format('%%s.%%s', schemaname, tablename) = '%s'
                      and not exists (select from pg_constraint where conname = indexname)
                    """.formatted(table));
            for (var row : found) {
                definitions.add(row.getFirst());
                execute("drop index " + row.get(1));
            }
        }
        return definitions;
    }

    /// What leads are made from: those of the model company in turn, and invented names.
    private void prepare() throws SQLException {
        execute("""
                create schema bench;
                create table bench.model as
                    select row_number() over (order by id) - 1 as n, l.*
                    from leads.lead l
                    where tenant_id = (select id from tenancy.directory where slug = '%s') and deleted_at is null;
                create unique index on bench.model (n);
                -- an even spread over n values that looks like none, and is the same in every run
                create function bench.draw(i bigint, salt bigint, n bigint) returns bigint
                language sql immutable parallel safe as $$
                    select abs(hashint8extended(i, salt + %d)) %% n
                $$;
                create function bench.name(i bigint) returns text language sql immutable parallel safe as $$
                    select initcap(
                        (array['ba','che','da','fe','ga','hi','ja','ka','lo','me','na','o','pra','ri','sa','ti','u','vi','ya','zo'])[1 + i %% 20]
                        || (array['ra','ni','mo','la','ke','ti','su','va','ne','di'])[1 + i / 20 %% 10]
                        || (array['sh','n','r','l','m','th','v','k','nd','rt'])[1 + i / 200 %% 10]
                        || (array['a','i','an','ek','in','er','esh','am'])[1 + i / 2000 %% 8])
                $$;
                create function bench.id(at timestamptz, i bigint) returns uuid language sql immutable parallel safe as $$
                    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                        || lpad(to_hex(i & 4095), 3, '0') || '8' || right(lpad(to_hex(hashint8extended(i, 7)), 16, '0'), 15))::uuid
                $$
                """.formatted(MODEL, SEED));
    }

    private void findSettings() throws SQLException {
        settings = query("""
                select format('%%s.%%s', t.table_schema, t.table_name) from information_schema.tables t
                join information_schema.columns c using (table_schema, table_name)
                where t.table_type = 'BASE TABLE' and c.column_name = 'tenant_id' and t.table_schema in ('%s')
                   or format('%%s.%%s', t.table_schema, t.table_name) = 'records.custom_field' and c.column_name = 'tenant_id'
                """.formatted(String.join("','", SETTINGS_OF))).stream().map(List::getFirst).toList();
    }

    private void company(String slug, int leads) throws Exception {
        var tenant = UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
        settings(tenant, slug, leads);
        leads(tenant, leads);
        past(tenant);
        searchEntries(tenant);
    }

    private void settings(UUID tenant, String slug, int leads) throws SQLException {
        execute("insert into tenancy.directory (id, slug, status) values ('%s', '%s', 'suspended')".formatted(tenant, slug));
        execute("""
                insert into tenancy.sequence (tenant_id, key, value)
                values ('%s', 'LEAD-' || extract(year from now()), %d)""".formatted(tenant, leads + 1));
        for (var table : settings) {
            if (!NOT_COPIED.contains(table)) {
                var columns = columns(table, Set.of("tenant_id"));
                execute("insert into %1$s (tenant_id, %2$s) select '%3$s', %2$s from %1$s where tenant_id = (%4$s)"
                        .formatted(table, columns, tenant, "select id from tenancy.directory where slug = '" + MODEL + "'"));
            }
        }
        // A manager with masks: the list that is measured has a scope and hides something.
        execute("""
                update access.role set definition = jsonb_set(definition, '{fields}',
                    '{"phone": "masked", "email": "masked", "personal": "masked", "financial": "masked"}')
                where tenant_id = '%s' and key = 'MANAGER'""".formatted(tenant));
    }

    private void leads(UUID tenant, int leads) throws SQLException {
        var own = Set.of(
                "tenant_id", "id", "number", "title", "first_name", "last_name", "phone", "phone_key", "email",
                "email_norm", "alternative_phone", "alternative_phone_key", "created_at", "updated_at", "status_since",
                "previous_lead_id", "expected_value_minor", "expected_value_currency");
        var kept = columns("leads.lead", own);
        execute("""
                insert into leads.lead (tenant_id, id, number, title, first_name, last_name, phone, phone_key, email,
                    email_norm, created_at, updated_at, status_since, expected_value_minor, expected_value_currency, %2$s)
                select '%1$s', bench.id(at, i), 'LEAD-2026-' || lpad(i::text, 7, '0'), first || ' ' || last, first, last,
                    '+9199' || lpad(i::text, 8, '0'), '99' || lpad(i::text, 8, '0'),
                    lower(first || '.' || last) || i || '@example.com', lower(first || '.' || last) || i || '@example.com',
                    at, at + bench.draw(i, 5, 86400) * interval '1 second', at, (bench.draw(i, 6, 90000) + 1) * 1000, 'INR', %3$s
                from (
                    select i, now() - (%4$d - i) * (interval '500 days' / %4$d) as at,
                        bench.name(bench.draw(i, 1, 400)) as first, bench.name(bench.draw(i, 2, 16000)) as last,
                        bench.draw(i, 3, (select count(*) from bench.model)) as n
                    from generate_series(1, %4$d) i) made
                join bench.model m using (n)
                order by i
                """.formatted(tenant, kept, "m." + kept.replace(", ", ", m."), leads));
        execute("""
                insert into records.contact_point (tenant_id, id, object, record_id, kind, value, match_key, is_primary)
                select tenant_id, gen_random_uuid(), 'lead', id, kind, value, match_key, true
                from leads.lead, lateral (values ('mobile', phone, phone_key), ('email', email, email_norm)) c (kind, value, match_key)
                where tenant_id = '%s'
                """.formatted(tenant));
    }

    /// Each lead was made, every second one changed since; every fifth has a task; who is past the first status moved there.
    private void past(UUID tenant) throws SQLException {
        execute("""
                insert into pipelines.status_history (tenant_id, id, object, record_id, pipeline_id, from_status, to_status,
                    moved_by, at, seconds_in_from)
                select tenant_id, bench.id(updated_at, hashtextextended(id::text, 3)), 'lead', id, pipeline_id, 'open', status,
                    created_by, updated_at, extract(epoch from updated_at - created_at)::bigint
                from leads.lead
                where tenant_id = '%s' and status <> 'open'
                """.formatted(tenant));
        execute("""
                insert into records.activity (tenant_id, id, object, record_id, at, actor_id, verb, changes)
                select tenant_id, bench.id(case v when 1 then created_at else updated_at end, hashtextextended(id::text, v)), 'lead', id,
                    case v when 1 then created_at else updated_at end, created_by, case v when 1 then 'created' else 'updated' end,
                    jsonb_build_array(jsonb_build_object('field', 'title', 'before', null, 'after', title))
                from leads.lead, generate_series(1, 2) v
                where tenant_id = '%1$s' and (v = 1 or ('x' || right(id::text, 1))::bit(4)::int < 8)
                """.formatted(tenant));
        var columns = columns("tasks.task", Set.of("tenant_id", "id", "parent_id", "parent_object", "due_at", "created_at", "updated_at"));
        execute("""
                insert into tasks.task (tenant_id, id, parent_id, parent_object, due_at, created_at, updated_at, %2$s)
                select l.tenant_id, gen_random_uuid(), l.id, 'lead', l.created_at + interval '2 hours', l.created_at, l.created_at, %3$s
                from (select *, row_number() over () as i from leads.lead where tenant_id = '%1$s') l
                join (select row_number() over () - 1 as n, count(*) over () as models, t.* from tasks.task t
                      where tenant_id = (select id from tenancy.directory where slug = '%4$s')) m on m.n = l.i / 5 %% m.models
                where l.i %% 5 = 0
                """.formatted(tenant, columns, "m." + columns.replace(", ", ", m."), MODEL));
    }

    /// By the product's own code, which this class may not call otherwise: pieces must be those it searches for.
    private void searchEntries(UUID tenant) throws Exception {
        var pieces = new Pieces(tenant);
        searchEntries(tenant, pieces, "lead", "leads.lead", List.of("number", "title", "company", "email", "city", "phone"));
        searchEntries(tenant, pieces, "task", "tasks.task", List.of("title"));
    }

    private void searchEntries(UUID tenant, Pieces pieces, String object, String table, List<String> columns) throws Exception {
        db.setAutoCommit(false);
        try (var reading = Bench.again(db);
                var statement = reading.createStatement()) {
            var copy = db.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy records.search_entry (tenant_id, object, record_id, grams) from stdin");
            reading.setAutoCommit(false);
            statement.setFetchSize(5_000);
            var text = new StringBuilder();
            var rows = statement.executeQuery("select id, " + String.join(", ", columns) + " from " + table
                    + " where deleted_at is null and tenant_id = '" + tenant + "'");
            while (rows.next()) {
                var grams = new LinkedHashSet<Long>();
                for (var column : columns) {
                    grams.addAll(column.equals("phone") ? pieces.ofPhone(rows.getString(column)) : pieces.ofText(rows.getString(column)));
                }
                text.append(tenant).append('\t').append(object).append('\t').append(rows.getString(1)).append("\t{");
                grams.forEach(gram -> text.append(gram).append(','));
                text.setCharAt(text.length() - 1, '}');
                text.append('\n');
                if (text.length() > 500_000) {
                    write(copy, text);
                }
            }
            write(copy, text);
            copy.endCopy();
            db.commit();
        } finally {
            db.setAutoCommit(true);
        }
    }

    private static void write(org.postgresql.copy.CopyIn copy, StringBuilder text) throws SQLException {
        var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    /// `io.sangam.records.Grams`, which is nobody's but its module's.
    static final class Pieces {

        private final Method words;
        private final Method ofWord;
        private final Method ofDigits;
        private final Object tenant;
        private final Map<String, Set<Long>> known = new HashMap<>();

        Pieces(UUID tenant) throws ReflectiveOperationException {
            var grams = Class.forName("io.sangam.records.Grams");
            var id = Class.forName("io.sangam.kernel.TenantId");
            this.tenant = id.getDeclaredConstructor(UUID.class).newInstance(tenant);
            this.words = open(grams, "words", String.class);
            this.ofWord = open(grams, "ofWord", id, String.class);
            this.ofDigits = open(grams, "ofDigits", id, String.class);
        }

        private static Method open(Class<?> in, String name, Class<?>... parameters)
                throws ReflectiveOperationException {
            var method = in.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        }

        Set<Long> ofText(String text) {
            var all = new LinkedHashSet<Long>();
            if (text != null) {
                for (var word : words(text)) {
                    all.addAll(known.computeIfAbsent(word, each -> call(ofWord, tenant, each)));
                }
            }
            if (known.size() > 100_000) {
                known.clear();
            }
            return all;
        }

        Set<Long> ofPhone(String number) {
            return call(ofDigits, tenant, number.replaceAll("\\D", ""));
        }

        private List<String> words(String text) {
            return call(words, text);
        }

        @SuppressWarnings("unchecked")
        private static <T> T call(Method method, Object... values) {
            try {
                return (T) method.invoke(null, values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Those that can be written, but for some.
    private String columns(String table, Set<String> without) throws SQLException {
        if (columns.containsKey(table)) {
            return columns.get(table);
        }
        var names = new ArrayList<String>();
        for (var row : query("""
                select column_name from information_schema.columns
                where format('%%s.%%s', table_schema, table_name) = '%s' and is_generated = 'NEVER' and is_identity = 'NO'
                order by ordinal_position""".formatted(table))) {
            if (!without.contains(row.getFirst())) {
                names.add('"' + row.getFirst() + '"');
            }
        }
        columns.put(table, String.join(", ", names));
        return columns.get(table);
    }

    private List<List<String>> query(String sql) throws SQLException {
        try (var statement = db.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }
}
