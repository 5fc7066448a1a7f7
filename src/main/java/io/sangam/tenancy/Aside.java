package io.sangam.tenancy;

import io.sangam.database.SidePool;
import io.sangam.kernel.TenantId;
import java.util.List;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;

/// A statement beside the current transaction: committed at once, whatever becomes of that transaction.
///
/// It does not wait for the disk: the record that got the number or the turn is committed later, and PostgreSQL's log
/// has one order, so nothing is kept without what it rests on.
///
/// For counters that everybody of a tenant takes from. Inside the transaction their row would stay locked until its
/// commit, and all intakes of the tenant would queue up behind each other. The connections are of a pool of their own,
/// so
/// a transaction that holds one never waits for a second of the same pool.
@Component
public class Aside {

    private final RoundTrip trip;

    Aside(SidePool pool) {
        this.trip = RoundTrip.unhurried(pool.dataSource());
    }

    /// @param sql answers rows, such as an `insert … returning`
    public <R> R query(TenantId tenant, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        return trip.alone(tenant, false, sql, binds, rows);
    }
}
