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

    TenantReads(DataSource pool) {
        this.trip = new RoundTrip(pool);
    }

    /// @param binds values of the `?` in `sql`, as PostgreSQL's driver takes them; instants and arrays of ids too
    public <R> R query(TenantId tenant, String sql, List<?> binds, ResultSetExtractor<R> rows) {
        return trip.run(tenant, sql, binds, !TransactionSynchronizationManager.isActualTransactionActive(), rows);
    }
}
