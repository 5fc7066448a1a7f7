package io.sangam.access;

import static io.sangam.access.db.Tables.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.sangam.TestTenants;
import io.sangam.database.TestDatabase;
import io.sangam.tenancy.Preset;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// Row scopes must stay index conditions under row security: on a table of a shape like every object's, a plan that
/// filters instead of looking up fails.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ScopePlanIT {

    private static final RowOwners LEADS = rows("leads", "lead", null);
    private static final RowOwners TICKETS = rows("tickets", "ticket", null);
    private static final RowOwners PROPOSALS = rows(
            "proposals",
            "proposal",
            new RowOwners.Whole("deal", field(name("row", "deal_id"), SHARE.RECORD_ID.getDataType())));

    private static RowOwners rows(String module, String object, RowOwners.@Nullable Whole whole) {
        return new RowOwners(
                module,
                object,
                field(name("row", "id"), SHARE.RECORD_ID.getDataType()),
                List.of(field(name("row", "owner_id"), SHARE.USER_ID.getDataType())),
                null,
                null,
                whole);
    }

    private final TestTenants tenants;
    private final Access access;
    private final DSLContext db;
    private final TransactionOperations transactions;

    ScopePlanIT(TestTenants tenants, Access access, DSLContext db, TransactionOperations transactions) {
        this.tenants = tenants;
        this.access = access;
        this.db = db;
        this.transactions = transactions;
    }

    @Test
    void ownedAndSharedRowsAreLookedUp() throws SQLException {
        var acme = tenants.create(Preset.SIMPLE);
        try (var connection = TestDatabase.owner().connect();
                var statement = connection.createStatement()) {
            var scratch = "scratch" + acme.slug();
            statement.execute("create schema " + scratch);
            try {
                statement.execute(
                        "create table " + scratch + ".row (tenant_id uuid, id uuid, owner_id uuid, deal_id uuid,"
                                + " primary key (tenant_id, id))");
                statement.execute("insert into " + scratch + ".row select '" + acme.id()
                        + "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid() from generate_series(1, 50000)");
                statement.execute("create index on " + scratch + ".row (tenant_id, owner_id)");
                statement.execute("create index on " + scratch + ".row (tenant_id, deal_id)");
                statement.execute("call sangam.protect('" + scratch + ".row')");
                statement.execute("analyze " + scratch + ".row");

                for (var asked : List.of(
                        Map.entry("CALLER", LEADS),
                        Map.entry("SALES", LEADS),
                        Map.entry("SUPPORT", TICKETS),
                        Map.entry("SALES", PROPOSALS))) {
                    var plan = acme.in(() -> transactions.execute(_ -> db.explain(db.selectCount()
                                    .from(table(name(scratch, "row")).as("row"))
                                    .where(field(name("row", "tenant_id"), SHARE.TENANT_ID.getDataType())
                                            .eq(acme.id()))
                                    .and(access.readable(acme.actor(asked.getKey()), asked.getValue())))
                            .plan()));

                    assertThat(plan).contains("BitmapOr").doesNotContain("Seq Scan on row");
                }
            } finally {
                statement.execute("drop schema " + scratch + " cascade");
            }
        }
    }
}
