package io.sangam.tenancy;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import io.sangam.database.Gathered;
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
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/// One statement with rows, for one tenant, in one round trip. An ordinary one takes four: begin, `set_config`, the
/// statement, commit. Here the setting and the statement travel together as one implicit transaction, and the setting
/// ends with it.
final class RoundTrip {

    private static final String TENANT = "select set_config('sangam.tenant', ?, true)";
    private static final String ANNOUNCE = TENANT + "; ";
    /// The same, and that the plan is kept.
    private static final String ANNOUNCE_KEPT =
            TENANT + ", set_config('plan_cache_mode', 'force_generic_plan', true); ";
    /// The same, and that nobody waits for the disk.
    private static final String ANNOUNCE_UNHURRIED = TENANT + ", set_config('synchronous_commit', 'off', true); ";

    private final DataSource pool;
    private final JdbcTemplate jdbc;
    private final String announce;

    RoundTrip(DataSource pool) {
        this(pool, ANNOUNCE);
    }

    private RoundTrip(DataSource pool, String announce) {
        this.pool = pool;
        this.jdbc = new JdbcTemplate(pool);
        this.announce = announce;
    }

    /// For what may be lost with the server as long as nothing that rests on it stays: what is committed later is never
    /// on disk before it.
    static RoundTrip unhurried(DataSource pool) {
        return new RoundTrip(pool, ANNOUNCE_UNHURRIED);
    }

    /// With the connection of the transaction there is, which has told the tenant.
    ///
    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and arrays of ids or
    /// words too
    <R> R within(String sql, List<?> binds, ResultSetExtractor<R> rows) {
        Gathered.beforeStatement();
        return jdbc.execute((Connection connection) -> read(connection, Optional.empty(), "", sql, binds, rows));
    }

    /// With a connection of its own, given back at once: one that Spring fetches outside a transaction would stay with
    /// the thread until the method around it ends, and that may have to wait for others meanwhile.
    ///
    /// @param keepsPlan runs it by the plan PostgreSQL has kept for any values
    <R> R alone(TenantId tenant, boolean keepsPlan, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        try (var connection = pool.getConnection()) {
            return read(connection, Optional.of(tenant), keepsPlan ? ANNOUNCE_KEPT : announce, sql, binds, rows);
        } catch (SQLException e) {
            throw translated(sql, e);
        }
    }

    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /// Several statements, with a connection of their own; nothing they do stays.
    <R> R transaction(TenantId tenant, Work<R> work) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(TENANT)) {
                statement.setString(1, tenant.toString());
                statement.execute();
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw translated("a transaction", e);
        }
    }

    private DataAccessException translated(String sql, SQLException e) {
        return requireNonNullElseGet(
                jdbc.getExceptionTranslator().translate("select", sql, e),
                () -> new UncategorizedSQLException("select", sql, e));
    }

    private static <R> R read(
            Connection connection,
            Optional<TenantId> announced,
            String announce,
            String sql,
            List<?> binds,
            ResultSetExtractor<R> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(announce + sql)) {
            var next = 1;
            if (announced.isPresent()) {
                statement.setString(next++, announced.get().toString());
            }
            bind(connection, statement, next, binds);
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

    static void bind(Connection connection, PreparedStatement statement, int first, List<?> values)
            throws SQLException {
        var next = first;
        for (var value : values) {
            bind(connection, statement, next++, value);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Instant time -> statement.setObject(index, time.atOffset(ZoneOffset.UTC));
            case UUID[] ids -> {
                // the driver asks this before it sends something in PostgreSQL's own form
                connection.unwrap(BaseConnection.class).getQueryExecutor().addBinarySendOid(Oid.UUID_ARRAY);
                statement.setObject(index, new UuidArray(ids));
            }
            case String[] words -> statement.setArray(index, connection.createArrayOf("text", words));
            case null, default -> statement.setObject(index, value);
        }
    }
}
