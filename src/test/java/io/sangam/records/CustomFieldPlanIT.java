package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectOne;

import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.access.Sensitivity;
import io.sangam.database.TestDatabase;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Preset;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Query;
import org.jooq.TableField;
import org.jooq.impl.CustomRecord;
import org.jooq.impl.CustomTable;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// A company's own fields are looked up like those that come with the product: in a long table, under row security,
/// no list, order or count of theirs reads the whole table.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CustomFieldPlanIT {

    /// Enough for the plans of a million, which `-Dsangam.plans.rows=1000000` fills in.
    private static final int ROWS = Integer.getInteger("sangam.plans.rows", 100_000);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<CustomKind> INDEXED = List.of(
            CustomKind.TEXT,
            CustomKind.NUMBER,
            CustomKind.MONEY,
            CustomKind.DATE,
            CustomKind.PHONE,
            CustomKind.EMAIL,
            CustomKind.USER,
            CustomKind.BOOL,
            CustomKind.MULTI_CHOICE);

    private final TestTenants tenants;
    private final ReadStatements statements;
    private final Readers readers;
    private final FilterParser filters;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final Clock clock;

    CustomFieldPlanIT(
            TestTenants tenants,
            ReadStatements statements,
            Readers readers,
            FilterParser filters,
            DSLContext db,
            TransactionOperations transactions,
            Clock clock) {
        this.tenants = tenants;
        this.statements = statements;
        this.readers = readers;
        this.filters = filters;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Test
    void noListOrCountReadsTheWholeTable() throws SQLException {
        var acme = tenants.create(Preset.SIMPLE);
        var schema = "scratch" + acme.slug();
        try (var connection = TestDatabase.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            try {
                statement.execute(
                        "create table " + schema + ".row (tenant_id uuid, id uuid, version int, owner_id uuid,"
                                + " created_at timestamptz, deleted_at timestamptz, primary key (tenant_id, id))");
                statement.execute("call sangam.custom_slots('" + schema + ".row')");
                statement.execute("call sangam.protect('" + schema + ".row')");
                statement.execute("alter table " + schema + ".row no force row level security");
                statement.execute("""
                    insert into %s.row (tenant_id, id, version, owner_id, created_at, custom_text_1, custom_number_1,
                        custom_money_1, custom_money_1_currency, custom_date_1, custom_contact_1,
                        custom_contact_1_key, custom_contact_2, custom_contact_2_key, custom_user_1, custom_flag_1,
                        custom_choices_1)
                    select case when i %% 5 < 4 then '%s'::uuid else md5((i %% 97)::text)::uuid end, md5('r' || i)::uuid,
                        0, md5('o' || i %% 500)::uuid, timestamptz '2026-01-01' + i * interval '1 second',
                        case when i %% 3 = 0 then 'word ' || i %% 20000 end, case when i %% 3 = 0 then i end,
                        case when i %% 3 = 0 then i end, case when i %% 3 = 0 then 'INR' end,
                        case when i %% 3 = 0 then date '2020-01-01' + i %% 3000 end,
                        case when i %% 3 = 0 then '+9190' || 10000000 + i end,
                        case when i %% 3 = 0 then '90' || 10000000 + i end,
                        case when i %% 3 = 0 then i || '@example.com' end,
                        case when i %% 3 = 0 then i || '@example.com' end,
                        case when i %% 3 = 0 then md5('o' || i %% 500)::uuid end,
                        case when i %% 3 = 0 then i %% 60 = 0 end,
                        case when i %% 3 = 0 then array['common', case when i %% 3000 = 0 then 'rare' end] end
                    from generate_series(1, %d) i
                    """.formatted(schema, acme.id(), ROWS));
                statement.execute("alter table " + schema + ".row force row level security");
                statement.execute("call sangam.keep_list_values('" + schema + ".row', 'row')");
                statement.execute("create index on " + schema
                        + ".row (tenant_id, created_at desc, id desc) where deleted_at is null");
                var row = new Row(schema);
                for (var kind : INDEXED) {
                    for (var column : kind.slots().indexed(slot(kind))) {
                        SlotIndexing.make(statement, row, column);
                    }
                }
                statement.execute("vacuum analyze " + schema + ".row");
                statement.execute("vacuum analyze sangam.list_value");

                plans(acme, row);
            } finally {
                statement.execute("drop schema " + schema + " cascade");
            }
        }
    }

    private void plans(TestTenant acme, Row row) {
        var type = type(row);
        var filtersOfEach = List.of(
                "{'field':'c_text','op':'eq','value':'word 77'}",
                "{'field':'c_text','op':'in','value':['word 77','word 78']}",
                "{'field':'c_number','op':'between','value':[100,300]}",
                "{'field':'c_money','op':'gte','value':'9999.00'}",
                "{'field':'c_date','op':'on','value':'2021-05-05'}",
                "{'field':'c_phone','op':'eq','value':'+919010000099'}",
                "{'field':'c_email','op':'eq','value':'99@example.com'}",
                "{'field':'c_user','op':'eq','value':'me'}",
                "{'field':'c_bool','op':'eq','value':true}");
        for (var filter : filtersOfEach) {
            var list = plan(acme, type, filter, "-createdAt", Optional.empty());
            assertThat(list).as(filter).doesNotContain("Seq Scan");
            var count = explain(acme, count(acme, type, filter));
            assertThat(count).as("count " + filter).doesNotContain("Seq Scan").contains("row_custom_");
        }
        for (var op : List.of("hasAny", "hasAll")) {
            var filter = "{'field':'c_multiChoice','op':'" + op + "','value':['rare']}";
            assertThat(plan(acme, type, filter, "-createdAt", Optional.empty()))
                    .as(filter)
                    .contains("list_value_pkey")
                    .doesNotContain("Seq Scan", "row_tenant_id_created_at");
            assertThat(explain(acme, count(acme, type, filter)))
                    .as("count " + filter)
                    .contains("list_value_pkey")
                    .doesNotContain("Seq Scan");
        }
        for (var field : List.of("c_text", "c_number", "c_money", "c_date", "c_phone", "c_email")) {
            for (var sort : List.of(field, "-" + field)) {
                assertThat(plan(acme, type, "{'and':[]}", sort, Optional.empty()))
                        .as("sort " + sort)
                        .doesNotContain("Seq Scan", "Sort");
            }
        }
    }

    private String plan(TestTenant acme, ObjectType type, String filter, String sort, Optional<String> cursor) {
        var admin = acme.actor("ADMIN");
        return acme.in(() -> {
            var reader = readers.of(admin);
            var ordering = Ordering.of(type, List.of(sort), reader);
            var selection = new Selection(type, reader, type.fields(), ordering);
            var where = type.deletedAt().isNull().and(condition(type, reader, filter));
            var plans = new StringBuilder();
            for (var part : ordering.parts(cursor, JSON)) {
                var listing = statements.listing(type, acme.id(), selection, where.and(part.where()), part.order());
                plans.append(explain(
                        acme, db.resultQuery(listing.upTo(51), listing.binds().toArray())));
            }
            return plans.toString();
        });
    }

    private Query count(TestTenant acme, ObjectType type, String filter) {
        return acme.in(() -> db.select(DSL.count())
                .from(selectOne()
                        .from(type.table())
                        .where(type.tenantId().eq(acme.id()))
                        .and(type.deletedAt().isNull())
                        .and(condition(type, readers.of(acme.actor("ADMIN")), filter))
                        .limit(DSL.inline(RecordRepository.EXACT_COUNT + 1))));
    }

    private org.jooq.Condition condition(ObjectType type, Reader reader, String filter) {
        return new FilterCompiler(type, reader, clock.instant(), FieldSpec::options)
                .compile(filters.parse(filter.replace('\'', '"')));
    }

    private String explain(TestTenant acme, Query query) {
        return acme.in(() -> transactions.execute(_ -> db.explain(query).plan()));
    }

    private static String slot(CustomKind kind) {
        return kind == CustomKind.EMAIL
                ? "custom_contact_2"
                : kind.slots().slots().getFirst();
    }

    private static ObjectType type(Row row) {
        var fields = new java.util.ArrayList<FieldSpec<?>>();
        fields.add(FieldSpec.instant("createdAt", "Created", row.createdAt));
        for (var kind : INDEXED) {
            fields.add(new CustomField(
                            UUID.randomUUID(),
                            "row",
                            "c_" + kind.key(),
                            kind.key(),
                            kind,
                            slot(kind),
                            "custom",
                            Sensitivity.NONE,
                            false,
                            List.of(),
                            List.of(),
                            0,
                            0,
                            CustomField.State.ACTIVE,
                            0)
                    .in(row));
        }
        return ObjectType.named("row", "leads", "Row", row)
                .ownedBy(row.ownerId)
                .fields(fields.toArray(FieldSpec[]::new))
                .build();
    }

    /// A table of the shape every object has.
    private static final class Row extends CustomTable<RowRecord> {

        private static final DataType<TenantId> TENANT = SQLDataType.UUID.asConvertedDataType(
                Converter.ofNullable(UUID.class, TenantId.class, TenantId::new, TenantId::value));

        private final TableField<RowRecord, UserId> ownerId;
        private final TableField<RowRecord, java.time.Instant> createdAt;

        private Row(String schema) {
            super(name("row"), DSL.schema(name(schema)));
            createField(name("tenant_id"), TENANT);
            createField(name("id"), SQLDataType.UUID.notNull());
            createField(name("version"), SQLDataType.INTEGER);
            ownerId = createField(name("owner_id"), SlotGroup.USER_ID);
            createdAt = createField(name("created_at"), SQLDataType.INSTANT.notNull());
            createField(name("deleted_at"), SQLDataType.INSTANT);
        }

        @Override
        public Class<RowRecord> getRecordType() {
            return RowRecord.class;
        }
    }

    private static final class RowRecord extends CustomRecord<RowRecord> {

        private RowRecord() {
            super(new Row("none"));
        }
    }
}
