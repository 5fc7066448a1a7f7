package io.sangam.tenancy;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import io.sangam.kernel.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/// One statement with rows, for one tenant, in one round trip. An ordinary one takes four: begin, `set_config`, the
/// statement, commit. Here the setting and the statement travel together as one implicit transaction, with whose end
/// the
/// setting ends.
final class RoundTrip {

    private static final String ANNOUNCE = "select set_config('sangam.tenant', ?, true); ";

    private final DataSource pool;
    private final JdbcTemplate jdbc;

    RoundTrip(DataSource pool) {
        this.pool = pool;
        this.jdbc = new JdbcTemplate(pool);
    }

    /// With the connection of the transaction there is, which has told the tenant.
    ///
    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and arrays of ids or
    /// words too
    <R> R within(String sql, List<?> binds, ResultSetExtractor<R> rows) {
        return jdbc.execute((Connection connection) -> read(connection, Optional.empty(), sql, binds, rows));
    }

    /// With a connection of its own, given back at once: one that Spring fetches outside a transaction would stay with
    /// the thread until the method around it ends, and that may have to wait for others meanwhile.
    <R> R alone(TenantId tenant, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        try (var connection = pool.getConnection()) {
            return read(connection, Optional.of(tenant), sql, binds, rows);
        } catch (SQLException e) {
            throw requireNonNullElseGet(
                    jdbc.getExceptionTranslator().translate("select", sql, e),
                    () -> new UncategorizedSQLException("select", sql, e));
        }
    }

    private static <R> R read(
            Connection connection, Optional<TenantId> announced, String sql, List<?> binds, ResultSetExtractor<R> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(announced.isPresent() ? ANNOUNCE + sql : sql)) {
            var next = 1;
            if (announced.isPresent()) {
                statement.setString(next++, announced.get().toString());
            }
            for (var bind : binds) {
                bind(connection, statement, next++, bind);
            }
            var hasRows = statement.execute();
            if (announced.isPresent()) {
                hasRows = statement.getMoreResults();
            }
            if (!hasRows) {
                throw new SQLException("The statement answered no rows");
            }
            try (var found = statement.getResultSet()) {
                return requireNonNull(rows.extractData(found));
            }
        }
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
