package io.sangam.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The second wall, read from PostgreSQL's own catalogue: it holds for every table there is, also for tomorrow's.
class RowSecurityIT {

    private static Login owner;
    private static Login application;

    @BeforeAll
    static void migrate() {
        owner = TestDatabase.owner();
        application = DatabaseRoles.createApplicationRole(owner);
        Migrations.run(owner, application.user());
    }

    @Test
    void everyTenantTableForcesRowSecurityWithBothChecks() throws SQLException {
        var unguarded = names("""
                select c.oid::regclass::text
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                where c.relkind in ('r', 'p')
                  and not (c.relrowsecurity
                      -- the search's door runs as the owner (ADR 14)
                      and (c.relforcerowsecurity or c.oid = 'records.search_entry'::regclass)
                      and exists (
                      select 1 from pg_policy p
                      where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))
                """);

        assertThat(unguarded).isEmpty();
        assertThat(tenantTables()).hasSizeGreaterThan(1);
    }

    @Test
    void everyTenantTableHasTheTenantFirstInItsKey() throws SQLException {
        var misplaced = names("""
                select c.oid::regclass::text
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
                where c.relkind in ('r', 'p') and k.conkey[1] is distinct from a.attnum
                """);

        assertThat(misplaced).isEmpty();
    }

    @Test
    void theApplicationRoleOwnsNothingAndCannotBypass() throws SQLException {
        assertThat(names("select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = '"
                        + application.user() + "'"))
                .isEmpty();
        assertThat(names("select rolname from pg_roles where rolname = '" + application.user()
                        + "' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"))
                .isEmpty();
        assertThat(names("select p.proname from pg_proc p where p.prosecdef and p.pronamespace::regnamespace::text"
                        + " not in ('pg_catalog', 'information_schema')"))
                .as(
                        "forget what is old in the current tenant's logs; take the values out of one record's history; search in"
                                + " the current tenant's words by an index")
                .containsExactlyInAnyOrder("forget_activities", "forget_security_events", "erase_history", "search");
    }

    @Test
    void withoutATenantNothingIsSeen() throws SQLException {
        try (var connection = application.connect();
                var statement = connection.createStatement()) {
            for (var table : tenantTables()) {
                try (var rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
        }
    }

    /// TI-05: rows of one company, tried with every kind of statement by another.
    @Test
    void anotherTenantReadsChangesAndAddsNothing() throws SQLException {
        var acme = UUID.randomUUID();
        var globex = UUID.randomUUID();
        var sample = "insert into tenancy.sequence (tenant_id, key, value) values ('%s', 'attacked', 7)";
        as(acme, sample.formatted(acme));

        for (var attack : List.of(
                "insert into tenancy.sequence (tenant_id, key, value) values ('%s', 'new', 1)",
                "insert into tenancy.sequence (tenant_id, key, value) values ('%s', 'attacked', 1)"
                        + " on conflict (tenant_id, key) do update set value = 99",
                "merge into tenancy.sequence s using (select '%s'::uuid t) o on s.tenant_id = o.t and s.key = 'attacked'"
                        + " when not matched then insert (tenant_id, key, value) values (o.t, 'merged', 1)")) {
            assertThatExceptionOfType(SQLException.class)
                    .as(attack)
                    .isThrownBy(() -> as(globex, attack.formatted(acme)));
        }
        for (var table : tenantTables()) {
            for (var statement : List.of("update %s set tenant_id = tenant_id", "delete from %s")) {
                try {
                    assertThat(as(globex, (statement + " where tenant_id = '%s'").formatted(table, acme)))
                            .as(statement + " " + table)
                            .isZero();
                } catch (SQLException withoutTheRight) {
                    assertThat(withoutTheRight.getSQLState()).as(table).isEqualTo("42501");
                }
            }
        }
        assertThatExceptionOfType(SQLException.class)
                .as("moved to another company")
                .isThrownBy(() -> as(acme, "update tenancy.sequence set tenant_id = '%s'".formatted(globex)));
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            // the owner is subject to the policies as well
            statement.execute("set sangam.tenant = '" + acme + "'");
            var rows = statement.executeQuery("select key || value from tenancy.sequence");
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("attacked7");
            assertThat(rows.next()).isFalse();
        }
        assertThat(names("select c.oid::regclass::text from pg_class c where c.relkind = 'v'"
                        + " and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')"
                        + " and not coalesce(c.reloptions::text like '%security_invoker=true%', false)"))
                .as("views look with their reader's eyes")
                .isEmpty();
    }

    private static int as(UUID tenant, String sql) throws SQLException {
        try (var connection = application.connect();
                var statement = connection.createStatement()) {
            statement.execute("set sangam.tenant = '" + tenant + "'");
            return statement.executeUpdate(sql);
        }
    }

    private static List<String> tenantTables() throws SQLException {
        return names("""
                select c.oid::regclass::text
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                where c.relkind in ('r', 'p')
                """);
    }

    private static List<String> names(String query) throws SQLException {
        try (var connection = owner.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
