package io.sangam.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Statements whose answers nobody reads, sent together: PostgreSQL carries them out one after the other, each by its
/// own kept plan, and answers once.
public final class StatementBatch {

    /// Puts in the values of a statement.
    @FunctionalInterface
    interface Binds {

        /// @return the index behind them
        int bind(PreparedStatement statement, int first) throws SQLException;
    }

    private final List<String> texts = new ArrayList<>();
    private final List<Binds> binds = new ArrayList<>();
    private @Nullable DSLContext db;

    StatementBatch() {}

    /// With what else is being said at this moment, or at once.
    ///
    /// @param sql its text is the same each time; `?` for texts and arrays of texts
    public static void run(DSLContext db, String sql, Object... values) {
        run(db, sql, (statement, first) -> {
            var next = first;
            for (var value : values) {
                if (value instanceof String[] texts) {
                    statement.setArray(next++, statement.getConnection().createArrayOf("text", texts));
                } else {
                    statement.setString(next++, value.toString());
                }
            }
            return next;
        });
    }

    static void run(DSLContext db, String sql, Binds binds) {
        @Nullable StatementBatch underWay = Unsaid.underWay();
        if (underWay != null && underWay.takes(db)) {
            underWay.add(db, sql, binds);
        } else {
            Unsaid.before(false);
            var alone = new StatementBatch();
            alone.add(db, sql, binds);
            alone.go();
        }
    }

    /// What goes to another pool is no part of this transaction.
    private boolean takes(DSLContext other) {
        return db == null || db.equals(other);
    }

    private void add(DSLContext with, String sql, Binds values) {
        db = with;
        texts.add(sql);
        binds.add(values);
    }

    void go() {
        if (db == null) {
            return;
        }
        db.connection(connection -> {
            try (var statement = connection.prepareStatement(String.join(";\n", texts))) {
                var next = 1;
                for (var each : binds) {
                    next = each.bind(statement, next);
                }
                statement.execute();
            }
        });
    }
}
