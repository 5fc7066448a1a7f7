package io.sangam.idempotency;

import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/// Notes, in the very transaction that has a request's effect, that it has had it. So a process that dies before it
/// answers leaves no doubt: either nothing was written, and the request may be carried out again, or it was, and must
/// not be.
///
/// Only a transaction that wrote is an effect, and PostgreSQL knows which did: the note itself asks it, in the same
/// round trip. A reading one that does not say `readOnly` costs that trip and leaves no trace.
@Component
class Effects implements TransactionExecutionListener {

    static final ScopedValue<KeyedRequest> CURRENT = ScopedValue.newInstance();

    /// Late: it needs the transaction manager that calls this.
    private final ObjectProvider<RequestRepository> repository;

    Effects(ObjectProvider<RequestRepository> repository) {
        this.repository = repository;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (CURRENT.isBound()
                && transaction.isNewTransaction()
                && !transaction.isReadOnly()
                && !repository.getObject().markCommitted(CURRENT.get())) {
            throw new SangamException(
                    KernelError.CONCURRENT_CHANGE, "The same request was carried out again meanwhile");
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {}
}
