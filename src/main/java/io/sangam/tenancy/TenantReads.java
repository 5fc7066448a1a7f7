package io.sangam.tenancy;

import io.sangam.kernel.TenantId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A single select in a single round trip: for the lists people page through all day. Inside a transaction it is an
/// ordinary select of that transaction.
@Component
public class TenantReads {

    private final RoundTrip trip;
    private final ConnectionShares shares;

    TenantReads(DataSource pool, ConnectionShares shares) {
        this.trip = new RoundTrip(pool);
        this.shares = shares;
    }

    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and arrays of ids too
    public <R> R query(TenantId tenant, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return trip.within(sql, binds, rows);
        }
        shares.enter();
        try {
            // as every transaction: whose scope it is, whatever the query names, so that a wrong one finds nothing
            return trip.alone(TenantScope.tenant().orElse(tenant), sql, binds, rows);
        } finally {
            shares.leave();
        }
    }
}
