package io.sangam.tenancy;

import io.sangam.kernel.TenantId;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A single select in a single round trip: for the lists people page through all day. Inside a transaction it is an
/// ordinary select of that transaction.
@Component
public class TenantReads {

    private final RoundTrip trip;
    private final KeptPlans plans;
    private final ConnectionShares shares;

    TenantReads(DataSource pool, ConnectionShares shares) {
        this.trip = new RoundTrip(pool);
        this.plans = new KeptPlans(trip);
        this.shares = shares;
    }

    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and arrays of ids too
    public <R> R query(TenantId tenant, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        return query(tenant, () -> false, sql, binds, rows);
    }

    /// The same for what is asked again and again: PostgreSQL keeps its plan, where another would not be better.
    ///
    /// @param question what makes it the same as an earlier one
    public <R> R queryAgain(TenantId tenant, Object question, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        return query(tenant, () -> plans.mayKeep(question, tenant, sql, binds), sql, binds, rows);
    }

    private <R> R query(
            TenantId tenant, BooleanSupplier keepsPlan, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return trip.within(sql, binds, rows);
        }
        shares.enter();
        try {
            // as every transaction: whose scope it is, whatever the query names, so that a wrong one finds nothing
            return trip.alone(TenantScope.tenant().orElse(tenant), keepsPlan.getAsBoolean(), sql, binds, rows);
        } finally {
            shares.leave();
        }
    }
}
