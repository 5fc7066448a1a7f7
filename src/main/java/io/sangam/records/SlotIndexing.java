package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.database.Database;
import io.sangam.jobs.JobHandler;
import io.sangam.jobs.NotYet;
import io.sangam.kernel.TenantId;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/// Makes the index of a slot when the first company uses it, without stopping anybody's writing.
///
/// It holds records with a value only: companies that leave the slot empty pay nothing for those that fill it.
@Component
class SlotIndexing implements JobHandler<SlotIndexing.Order> {

    record Order(String object, String slot) {}

    private static final int LOCK = 0x51075;

    private final ObjectTypes types;
    private final Database database;

    SlotIndexing(ObjectTypes types, Database database) {
        this.types = types;
        this.database = database;
    }

    @Override
    public String name() {
        return "records.slot-index";
    }

    @Override
    public Class<Order> data() {
        return Order.class;
    }

    @Override
    public void run(TenantId tenant, Order order) {
        var table = types.get(order.object()).table();
        try (var connection = database.owner().connect();
                var statement = connection.createStatement()) {
            // Tried, not waited for: who waits holds a snapshot, and making an index waits for all of those.
            if (!isTrue(statement, "select pg_try_advisory_lock(" + LOCK + ")")) {
                throw new NotYet("another index is being made");
            }
            for (var column : SlotGroup.of(order.slot()).indexed(order.slot())) {
                make(statement, table, column);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The index of " + order + " can't be made", e);
        }
    }

    static void make(Statement statement, Table<?> table, String column) throws SQLException {
        var schema = requireNonNull(table.getSchema()).getName();
        var name = table.getName() + "_" + column;
        // one whose making was interrupted is there, and of no use
        if (isTrue(
                statement,
                "select exists (select from pg_index where indexrelid = to_regclass('%s.%s') and not indisvalid)"
                        .formatted(schema, name))) {
            statement.execute("drop index concurrently %s.%s".formatted(schema, name));
        }
        statement.execute(
                "create index concurrently if not exists %s on %s.%s (tenant_id, %s, id) where %s is not null and deleted_at is null"
                        .formatted(name, schema, table.getName(), column, column));
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
