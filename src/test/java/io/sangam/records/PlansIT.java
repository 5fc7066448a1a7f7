package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.access.Access;
import io.sangam.database.TestDatabase;
import io.sangam.day.DayList;
import io.sangam.day.DayMoment;
import io.sangam.day.DayWork;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Preset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How PostgreSQL goes about every list, count and search when a table holds very many rows of many tenants: by an
/// index, never from end to end, whatever the field, the comparison and the row scope.
///
/// On a database of its own, filled by SQL from what the objects' descriptions say of their columns; nothing is read
/// but plans.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansIT {

    /// Enough for the plans of a million, which `-Dsangam.plans.rows=1000000` fills in.
    private static final int ROWS = Integer.getInteger("sangam.plans.rows", 100_000);
    /// Half of all rows are the tenant's whose lists are planned.
    private static final String TENANT = "case when i %% 2 = 0 then '%s' else md5('tenant ' || i %% 99)::uuid end";
    private static final String ID = "lpad(to_hex(i), 32, '0')::uuid";
    private static final List<String> OBJECTS =
            List.of("lead", "deal", "account", "contact", "task", "partner", "proposal");
    /// Only its part in everybody's day is planned here.
    private static final List<String> FILLED =
            Stream.concat(OBJECTS.stream(), Stream.of("ticket")).toList();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> ROLES = List.of("ADMIN", "SALES", "COSALES", "PARTNER", "CALLER");

    private final RecordRepository repository;
    private final ReadStatements statements;
    private final ObjectTypes types;
    private final Readers readers;
    private final Access access;
    private final List<DayWork> days;
    private final Clock clock;
    private final TestTenant acme;
    private final TestDatabase.Another database = TestDatabase.another("plans");
    private final List<String> failures = new ArrayList<>();
    private Connection connection;
    private DSLContext db;

    PlansIT(
            TestTenants tenants,
            RecordRepository repository,
            ReadStatements statements,
            ObjectTypes types,
            Readers readers,
            Access access,
            List<DayWork> days,
            Clock clock)
            throws SQLException {
        this.repository = repository;
        this.statements = statements;
        this.types = types;
        this.readers = readers;
        this.access = access;
        this.days = days;
        this.clock = clock;
        this.acme = tenants.create(Preset.PARTNER_SALES);
        this.connection = database.application().connect();
        this.db = DSL.using(connection, SQLDialect.POSTGRES);
    }

    @BeforeAll
    void fill() throws Exception {
        try (var tables = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var key : FILLED) {
                var type = types.get(key);
                var table = db.render(type.table()).replace("\"", "");
                all.add(tables.submit(() -> filled(table, (owner, indexes) -> rows(owner, type, table, indexes))));
            }
            all.add(tables.submit(() ->
                    filled("records.search_entry", (_, _) -> """
                    insert into records.search_entry (tenant_id, object, record_id, grams)
                    select %s, 'lead', %s, array[i %% 5000, i %% 4999, i %% 4993, i %% 4987]::bigint[]
                    from generate_series(1, %d) i
                    """.formatted(TENANT.formatted(acme.id()), ID, ROWS))));
            // each has a common tag, one in ten thousand a rare one too
            all.add(tables.submit(() ->
                    filled("sangam.list_value", (_, _) -> """
                    insert into sangam.list_value (tenant_id, object, list, value, record_id)
                    select %s, 'lead', 'tags', tag, %s from generate_series(1, %d) i
                    cross join lateral unnest(array['tag ' || i %% 5, case when i %% 10000 = 0 then 'word 7919' end]) tag
                    where tag is not null
                    """.formatted(TENANT.formatted(acme.id()), ID, ROWS))));
            for (var each : all) {
                each.get();
            }
        }
        db.execute("set sangam.tenant = '" + acme.id() + "'");
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        try (var superuser = TestDatabase.superuser(TestDatabase.owner()).connect();
                var statement = superuser.createStatement()) {
            statement.execute("drop database plans with (force)");
        }
    }

    /// With no indexes while it runs, and without checks, which no generator could know.
    private String filled(String table, BiFunction<DSLContext, String, String> insert) throws SQLException {
        try (var connection = database.owner().connect()) {
            var owner = DSL.using(connection, SQLDialect.POSTGRES);
            var indexes = owner.fetch(
                    "select indexdef, format('%I.%I', schemaname, indexname) from pg_indexes"
                            + " where format('%s.%s', schemaname, tablename) = {0}",
                    DSL.inline(table));
            var forced = owner.fetchSingle(
                            "select relforcerowsecurity from pg_class where oid = {0}::regclass", DSL.inline(table))
                    .get(0, Boolean.class);
            owner.execute("set maintenance_work_mem = '256MB'");
            owner.execute("alter table " + table + " no force row level security");
            // one table at a time: a key takes with it what refers to it, in other tables and its own
            synchronized (failures) {
                owner.fetch("""
                        select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass, conname)
                        from pg_constraint where conrelid = {0}::regclass and contype in ('p', 'u', 'c', 'f')
                        """, DSL.inline(table)).forEach(drop -> owner.execute(drop.get(0, String.class)));
            }
            indexes.forEach(index -> owner.execute("drop index if exists " + index.get(1)));
            owner.execute("alter table " + table + " set unlogged");
            owner.execute(insert.apply(owner, indexes.getValues(0, String.class).toString()));
            indexes.forEach(index -> owner.execute(index.get(0, String.class)));
            if (forced) {
                owner.execute("alter table " + table + " force row level security");
            }
            owner.execute("analyze " + table);
            return table;
        }
    }

    /// @param indexes whose columns are filled; the others hold nothing where they may
    private String rows(DSLContext owner, ObjectType type, String table, String indexes) {
        var columns = owner
                .fetch("""
                select column_name, udt_name, is_nullable = 'YES' from information_schema.columns
                where format('%s.%s', table_schema, table_name) = {0} and is_generated = 'NEVER'
                """, DSL.inline(table))
                .map(row -> new Column(row.get(0, String.class), row.get(1, String.class), row.get(2, Boolean.class)))
                .stream()
                .filter(column -> !column.nullable() || indexes.matches("(?s).*\\b" + column.name() + "\\b.*"))
                .toList();
        return "insert into " + table + " ("
                + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") select "
                + columns.stream()
                        .map(column -> value(type, column.name(), column.type(), column.nullable()))
                        .collect(Collectors.joining(", "))
                + " from generate_series(1, " + ROWS + ") i";
    }

    private record Column(String name, String type, boolean nullable) {}

    private String value(ObjectType type, String column, String sqlType, boolean nullable) {
        switch (column) {
            case "tenant_id" -> {
                return TENANT.formatted(acme.id());
            }
            case "id" -> {
                return ID;
            }
            case "number" -> {
                return "'NO-' || i";
            }
            case "deleted_at" -> {
                return "case when i % 50 = 0 then now() end";
            }
            default -> {}
        }
        var value = type.fields().stream()
                .filter(spec -> spec.column().getName().equals(column))
                .findFirst()
                .map(spec -> chosen(type, spec))
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> switch (sqlType) {
                    case "text" -> "'w' || (i::bigint * 7919) % 100000";
                    case "uuid" -> "md5('ref ' || i % 1000)::uuid";
                    case "int2", "int4", "int8" -> "(i::bigint * 7919) % 100";
                    case "bool" -> "i % 10 = 0";
                    case "timestamptz" -> "now() - (i::bigint * 7919) % 1000000 * interval '1 minute'";
                    case "date" -> "current_date - ((i::bigint * 7919) % 900)::int";
                    case "bpchar" -> "'INR'";
                    case "_text" -> "array['tag ' || i % 50]";
                    case "jsonb" -> "'{}'::jsonb";
                    default -> "null";
                });
        return nullable ? "case when i % 4 <> 0 then " + value + " end" : value;
    }

    private String chosen(ObjectType type, FieldSpec<?> spec) {
        var values = switch (spec.kind()) {
            case CHOICE, STATUS ->
                acme.in(() -> types.options(acme.id(), type, spec)).stream().map(FieldOption::value);
            case USER -> ROLES.stream().map(acme::actor).map(Actor::user).map(UserId::toString);
            default -> Stream.<String>empty();
        };
        var list = values.map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        return list.isEmpty()
                ? ""
                : "(array[" + list + "]" + (spec.kind() == FieldKind.USER ? "::uuid[]" : "") + ")[1 + i % "
                        + list.split(",").length + "]";
    }

    @Test
    void theApplicationIsForbiddenToReadTablesFromEndToEnd() {
        assertThat(db.fetchSingle("show enable_seqscan").get(0)).isEqualTo("off");
    }

    @ParameterizedTest
    @FieldSource("OBJECTS")
    void everyListAndEveryCountGoesByAnIndex(String key) {
        var type = types.get(key);
        for (var role : ROLES) {
            acme.run(() -> {
                var actor = acme.actor(role);
                var scope = access.readable(actor, type.owners())
                        .and(type.deletedAt().isNull());
                for (var spec : type.fields()) {
                    filtersOf(type, actor, spec).forEach((name, where) -> {
                        check(role + " list " + name, page(type, actor, scope.and(where), type.defaultSort()));
                        check(
                                role + " count " + name,
                                repository.countQuery(type, acme.id(), scope.and(where), 10_001));
                    });
                    if (spec.isSortable()
                            && readers.of(actor).clear(type, spec.key()).isPresent()) {
                        check(role + " sort " + spec.key(), page(type, actor, scope, spec.key()));
                        check(role + " sort -" + spec.key(), page(type, actor, scope, "-" + spec.key()));
                    }
                }
            });
        }
        assertThat(failures).isEmpty();
    }

    /// What people sort by all day comes in the order of an index: a page costs the same whatever lies behind it. Even
    /// where tables may be scanned.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead -createdAt",
                "lead -updatedAt",
                "lead title",
                "lead -expectedValue",
                "lead city",
                "lead email",
                "lead -statusSince",
                "lead -expectedClose",
                "deal -createdAt",
                "deal -updatedAt",
                "deal title",
                "deal -value",
                "deal expectedClose",
                "account name",
                "account -createdAt",
                "account -updatedAt",
                "contact name",
                "contact -createdAt",
                "contact -updatedAt",
                "task dueAt",
                "task -createdAt",
                "task title",
                "partner name",
                "partner -createdAt"
            })
    void everydayListsAreNotSorted(String list) {
        var type = types.get(list.split(" ")[0]);
        var actor = acme.actor("ADMIN");
        acme.run(() -> assertThat(freely(page(
                        type,
                        actor,
                        access.readable(actor, type.owners())
                                .and(type.deletedAt().isNull()),
                        list.split(" ")[1])))
                .doesNotContain("Seq Scan on " + type.table().getName(), "Sort"));
    }

    /// What people look up is found by an index because that is quickest, not because nothing else is allowed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead number eq",
                "lead status eq",
                "lead status in",
                "lead owner eq",
                "lead owner in",
                "lead phone eq",
                "lead email eq",
                "lead email in",
                "lead city eq",
                "lead createdAt on",
                "lead createdAt within",
                "lead updatedAt on",
                "lead statusSince on",
                "lead expectedClose on",
                "lead expectedValue between",
                "deal status eq",
                "deal status in",
                "deal owner eq",
                "deal owner in",
                "deal account eq",
                "deal expectedClose on",
                "deal value between",
                "deal createdAt on",
                "account owner eq",
                "account owner in",
                "account phone eq",
                "account email eq",
                "account city eq",
                "account createdAt on",
                "contact owner eq",
                "contact account eq",
                "contact phone eq",
                "contact email eq",
                "contact city eq",
                "contact createdAt on",
                "task dueAt on",
                "task assignee eq",
                "task createdAt on"
            })
    void everydayFiltersAreLookedUp(String filter) {
        var type = types.get(filter.split(" ")[0]);
        var spec = type.get(filter.split(" ")[1]);
        var scan = "Seq Scan on " + type.table().getName();
        for (var role : ROLES) {
            acme.run(() -> {
                var actor = acme.actor(role);
                var scope = access.readable(actor, type.owners())
                        .and(type.deletedAt().isNull());
                var where = filtersOf(type, actor, spec).get(spec.key() + " " + filter.split(" ")[2]);
                if (where != null) {
                    assertThat(freely(page(type, actor, scope.and(where), type.defaultSort())))
                            .as("list as " + role)
                            .doesNotContain(scan);
                    assertThat(freely(repository.countQuery(type, acme.id(), scope.and(where), 10_001)))
                            .as("count as " + role)
                            .doesNotContain(scan);
                }
            });
        }
    }

    /// Everybody looks at his day all day: its lists are looked up in the order of an index for whoever owns them. Even
    /// where tables may be scanned.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead nextStep lead_tenant_id_owner_id_next_step_at_id_idx",
                "deal staleAt deal_tenant_id_owner_id_stale_at_id_idx",
                "deal expectedClose deal_tenant_id_owner_id_expected_close_id_idx",
                "deal nextStep deal_tenant_id_owner_id_next_step_at_id_idx",
                "ticket slaResolveDue ticket_tenant_id_owner_id_sla_resolve_due_id_idx"
            })
    void everybodysDayGoesByIndexesOfItsOwn(String line) {
        var words = line.split(" ");
        var type = types.get(words[0]);
        var actor = acme.actor("SALES");
        acme.run(() -> {
            var compiler = compiler(type, actor);
            var list = list(type, words[1]);
            var plan = freely(page(
                    type,
                    actor,
                    access.readable(actor, type.owners())
                            .and(type.deletedAt().isNull())
                            .and(compiler.compile(list.filter())),
                    list.sort()));
            assertThat(plan)
                    .contains(words[2])
                    .doesNotContain("Seq Scan on " + type.table().getName());
        });
    }

    private DayList list(ObjectType type, String sort) {
        var moment = new DayMoment(clock.instant(), ZoneOffset.UTC, ZoneOffset.UTC);
        return days.stream()
                .filter(work -> work.type().equals(type))
                .flatMap(work -> work.lists(moment).stream())
                .filter(list -> list.sort().equals(sort))
                .findFirst()
                .orElseThrow();
    }

    /// Whatever a list is asked for, few or many have it.
    @Test
    void tagsAreLookedUp() {
        var lead = types.get("lead");
        for (var role : ROLES) {
            var actor = acme.actor(role);
            acme.run(() -> {
                var scope = access.readable(actor, lead.owners())
                        .and(lead.deletedAt().isNull());
                for (var op : List.of("hasAny", "hasAll")) {
                    var rare = filtersOf(lead, actor, lead.get("tags")).get("tags " + op);
                    assertThat(freely(page(lead, actor, scope.and(rare), lead.defaultSort())))
                            .as(role + " " + op)
                            .contains("list_value_pkey")
                            .doesNotContain("Seq Scan", "lead_tenant_id_created_at");
                    assertThat(freely(repository.countQuery(lead, acme.id(), scope.and(rare), 10_001)))
                            .as(role + " count " + op)
                            .contains("list_value_pkey")
                            .doesNotContain("Seq Scan");
                }
            });
        }
    }

    @Test
    void searchGoesByItsIndex() throws SQLException {
        var lead = types.get("lead");
        acme.run(() -> check(
                "search",
                page(
                        lead,
                        acme.actor("ADMIN"),
                        lead.id().eq(DSL.any(UUID.randomUUID(), UUID.randomUUID())),
                        "-createdAt")));
        try (var owner = database.owner().connect()) {
            // the door of the search runs as the owner, whom row security does not concern
            var plan = DSL.using(owner, SQLDialect.POSTGRES)
                    .fetch("""
                            explain select record_id from records.search_entry
                            where tenant_id = {0} and object = any ('{lead,deal}') and grams @> array[1, 2]::bigint[] limit 50000""", DSL.inline(acme.id().value()))
                    .getValues(0)
                    .toString();
            assertThat(plan).contains("search_entry_grams").doesNotContain("Seq Scan");
        }
        assertThat(failures).isEmpty();
    }

    private Query page(ObjectType type, Actor actor, Condition where, String sort) {
        var reader = readers.of(actor);
        var ordering = Ordering.of(type, List.of(sort.split(",")), reader);
        var fields = reader.visible(type).stream()
                .filter(spec -> type.defaultColumns().contains(spec.key()))
                .toList();
        var listing = statements.listing(
                type, acme.id(), new Selection(type, reader, fields, ordering), where, ordering.toSql());
        return db.resultQuery(listing.upTo(51), listing.binds().toArray());
    }

    private Map<String, Condition> filtersOf(ObjectType type, Actor actor, FieldSpec<?> spec) {
        var reader = readers.of(actor);
        var compiler = compiler(type, actor);
        var conditions = new LinkedHashMap<String, Condition>();
        conditions.put("nothing", noCondition());
        if (spec.isFilterable() && reader.clear(type, spec.key()).isPresent()) {
            for (var op : spec.kind().operators()) {
                var test = new Filter.Test(spec.key(), op, value(type, spec, op));
                conditions.put(spec.key() + " " + op, compiler.compile(test));
            }
        }
        return conditions;
    }

    private FilterCompiler compiler(ObjectType type, Actor actor) {
        return new FilterCompiler(
                type, readers.of(actor), clock.instant(), each -> types.options(acme.id(), type, each));
    }

    private JsonNode value(ObjectType type, FieldSpec<?> spec, String op) {
        var plain = switch (spec.kind()) {
            case TEXT, LONG_TEXT, URL, TAGS, MULTI_CHOICE -> "word 7919";
            case EMAIL -> "asha@example.com";
            case PHONE -> op.equals("eq") ? "+919900000001" : "0001";
            case CHOICE, STATUS ->
                op.equals("group")
                        ? "open"
                        : types.options(acme.id(), type, spec).getFirst().value();
            case MONEY -> "1250.00";
            case INTEGER, PERCENT, NUMBER -> 50;
            case BOOL -> true;
            case DATE, INSTANT -> op.equals("within") ? "thisMonth" : "2026-11-26";
            case USER, USERS, REF -> acme.actor("SALES").user().toString();
        };
        return JSON.valueToTree(
                switch (op) {
                    case "in", "notIn", "hasAny", "hasAll" -> List.of(plain);
                    case "between" -> List.of(plain, plain);
                    case "empty", "notEmpty" -> true;
                    default -> plain;
                });
    }

    private void check(String what, Query query) {
        var plan = plan(query);
        if (plan.contains("Seq Scan")) {
            failures.add(what + ": " + query.getSQL(ParamType.INLINED) + "\n" + plan);
        }
    }

    /// As the planner likes it best.
    private String freely(Query query) {
        db.execute("set enable_seqscan = on");
        try {
            return plan(query);
        } finally {
            db.execute("reset enable_seqscan");
        }
    }

    private String plan(Query query) {
        return db.explain(query).plan();
    }
}
