package io.sangam.tenancy;

import io.sangam.kernel.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A single select in a single round trip: for the lists people page through all day.
///
/// An ordinary read takes four: begin, `set_config`, select, commit. Here the setting and the select travel together as
/// one implicit transaction, with whose end the setting ends. Inside a transaction it is an ordinary select of that
/// transaction.
@Component
public class TenantReads {

    private static final String ANNOUNCE = "select set_config('sangam.tenant', ?, true); ";

    private final JdbcTemplate jdbc;

    TenantReads(DataSource pool) {
        this.jdbc = new JdbcTemplate(pool);
    }

    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and arrays of ids too
    public <R> R query(TenantId tenant, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        var alone = !TransactionSynchronizationManager.isActualTransactionActive();
        return java.util.Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement(alone ? ANNOUNCE + sql : sql)) {
                var next = 1;
                if (alone) {
                    statement.setString(next++, tenant.toString());
                }
                for (var bind : binds) {
                    bind(connection, statement, next++, bind);
                }
                var hasRows = statement.execute();
                if (alone) {
                    hasRows = statement.getMoreResults();
                }
                if (!hasRows) {
                    throw new SQLException("This was not a select");
                }
                try (var found = statement.getResultSet()) {
                    return rows.extractData(found);
                }
            }
        }));
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Instant time -> statement.setObject(index, time.atOffset(ZoneOffset.UTC));
            case UUID[] ids -> statement.setArray(index, connection.createArrayOf("uuid", ids));
            case String[] words -> statement.setArray(index, connection.createArrayOf("text", words));
            case null, default -> statement.setObject(index, value);
        }
    }
}
