package io.sangam.tenancy;

import static java.util.Objects.requireNonNull;

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

/// One statement with rows, for one tenant, in one round trip. An ordinary one takes four: begin, `set_config`, the
/// statement, commit. Here the setting and the statement travel together as one implicit transaction, with whose end
/// the
/// setting ends.
final class RoundTrip {

    private static final String ANNOUNCE = "select set_config('sangam.tenant', ?, true); ";

    private final JdbcTemplate jdbc;

    RoundTrip(DataSource pool) {
        this.jdbc = new JdbcTemplate(pool);
    }

    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and lists of ids or words
    /// too
    /// @param announces whether the tenant must be told: not inside a transaction, which has told it
    <R> R run(TenantId tenant, String sql, List<?> binds, boolean announces, ResultSetExtractor<R> rows) {
        return requireNonNull(jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement(announces ? ANNOUNCE + sql : sql)) {
                var next = 1;
                if (announces) {
                    statement.setString(next++, tenant.toString());
                }
                for (var bind : binds) {
                    bind(connection, statement, next++, bind);
                }
                var hasRows = statement.execute();
                if (announces) {
                    hasRows = statement.getMoreResults();
                }
                if (!hasRows) {
                    throw new SQLException("The statement answered no rows");
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
