package io.sangam.tenancy;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Begins every transaction by telling PostgreSQL whose it is; the setting ends with the transaction. Its
/// connection is one of the tenant's share.
@Component("transactionManager")
class TenantTransactionManager extends JdbcTransactionManager {

    private final transient DataSource pool;
    private final transient ConnectionShares shares;

    TenantTransactionManager(
            DataSource pool, ConnectionShares shares, ObjectProvider<TransactionExecutionListener> listeners) {
        super(pool);
        this.pool = pool;
        this.shares = shares;
        setTransactionExecutionListeners(listeners.orderedStream().toList());
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        shares.enter();
        try {
            super.doBegin(transaction, definition);
        } catch (RuntimeException | Error e) {
            shares.leave();
            throw e;
        }
        TenantScope.current().ifPresent(scope -> {
            try {
                announce(scope);
            } catch (SQLException e) {
                doCleanupAfterCompletion(transaction);
                throw new CannotCreateTransactionException("The tenant could not be set", e);
            }
        });
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            shares.leave();
        }
    }

    private void announce(TenantScope.Scope scope) throws SQLException {
        var holder = (ConnectionHolder) requireNonNull(TransactionSynchronizationManager.getResource(pool));
        try (var statement = holder.getConnection().prepareStatement("select set_config(?, ?, true)")) {
            switch (scope) {
                case TenantScope.Scope.Tenant(var id) -> {
                    statement.setString(1, "sangam.tenant");
                    statement.setString(2, id.toString());
                }
                case TenantScope.Scope.System() -> {
                    statement.setString(1, "sangam.scope");
                    statement.setString(2, "system");
                }
            }
            statement.execute();
        }
    }
}
