package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.database.TestDatabase;
import io.sangam.tenancy.Preset;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// What lists hold is entered by the database, whoever writes.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ListValuesIT {

    private final ObjectTypes types;
    private final RecordWriter writer;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestTenant acme;

    ListValuesIT(
            TestTenants tenants,
            ObjectTypes types,
            RecordWriter writer,
            DSLContext db,
            TransactionOperations transactions) {
        this.types = types;
        this.writer = writer;
        this.db = db;
        this.transactions = transactions;
        this.acme = tenants.create(Preset.SIMPLE);
    }

    /// One line in the object's migration, which is easily forgotten.
    @Test
    void everyListOfEveryObjectIsFollowed() {
        for (var type : types.all()) {
            var lists = Stream.concat(
                            acme.in(type::fields).stream()
                                    .filter(spec -> Set.of(FieldKind.TAGS, FieldKind.USERS, FieldKind.MULTI_CHOICE)
                                            .contains(spec.kind()))
                                    .map(spec -> spec.column().getName()),
                            type.isExtendable() ? SlotGroup.CHOICES.slots().stream() : Stream.empty())
                    .collect(Collectors.toSet());
            if (!lists.isEmpty()) {
                var triggers = db.fetch("""
                        select string_to_array(encode(tgargs, 'escape'), '\\000') from pg_trigger
                        where tgrelid = ?::regclass and tgname like 'list\\_values\\_%'
                        """, db.render(type.table())).getValues(0, String[].class);
                assertThat(triggers).as(type.key()).hasSize(3).allSatisfy(arguments -> {
                    assertThat(arguments).contains(type.key());
                    assertThat(arguments).containsAll(lists);
                });
            }
        }
    }

    @Test
    void followsARecordFromItsFirstValueToItsLast() {
        var admin = acme.actor("ADMIN");
        var lead = types.get("lead");
        var made = acme.in(() -> writer.create(admin, lead, values(List.of("vip", "export", "vip"))));
        assertThat(entered(made.id())).containsExactlyInAnyOrder("vip", "export");

        var changed = acme.in(
                () -> writer.update(admin, lead, made.id(), made.version(), Map.of("tags", List.of("export", "cold"))));
        assertThat(entered(made.id())).containsExactlyInAnyOrder("export", "cold");

        var renamed =
                acme.in(() -> writer.update(admin, lead, made.id(), changed.version(), Map.of("title", "Renamed")));
        assertThat(entered(made.id())).containsExactlyInAnyOrder("export", "cold");

        var none = new LinkedHashMap<String, @Nullable Object>();
        none.put("tags", null);
        acme.in(() -> writer.update(admin, lead, made.id(), renamed.version(), none));
        assertThat(entered(made.id())).isEmpty();
    }

    @Test
    void forgetsARecordThatIsGone() {
        var admin = acme.actor("ADMIN");
        var made = acme.in(() -> writer.create(admin, types.get("lead"), values(List.of("vip"))));

        acme.run(() -> transactions.executeWithoutResult(_ -> db.execute(
                "delete from leads.lead where tenant_id = ? and id = ?",
                acme.id().value(),
                made.id())));

        assertThat(entered(made.id())).isEmpty();
    }

    /// As for an installation that is upgraded.
    @Test
    void entersWhatWasThereBefore() throws SQLException {
        var schema = "lists" + acme.slug();
        try (var connection = TestDatabase.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            try {
                statement.execute("create table " + schema
                        + ".row (tenant_id uuid, id uuid, tags text[], others text[], primary key (tenant_id, id))");
                statement.execute("insert into %s.row values ('%s', '%s', '{a,b,a}', null), ('%s', '%s', null, '{c}')"
                        .formatted(schema, acme.id(), new UUID(0, 1), acme.id(), new UUID(0, 2)));
                statement.execute("call sangam.protect('" + schema + ".row')");

                statement.execute("call sangam.keep_list_values('" + schema + ".row', 'row')");

                assertThat(entered(new UUID(0, 1))).containsExactlyInAnyOrder("a", "b");
                assertThat(entered(new UUID(0, 2))).containsExactly("c");
            } finally {
                statement.execute("drop schema " + schema + " cascade");
            }
        }
    }

    private List<String> entered(UUID record) {
        return acme.in(() -> transactions.execute(_ -> db.fetch(
                        "select value from sangam.list_value where tenant_id = ? and record_id = ?",
                        acme.id().value(),
                        record)
                .getValues(0, String.class)));
    }

    private Map<String, @Nullable Object> values(List<String> tags) {
        return StoredLead.values("Asha", acme.actor("ADMIN"), Map.of("tags", tags));
    }
}
