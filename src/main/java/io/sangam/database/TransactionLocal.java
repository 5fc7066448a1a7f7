package io.sangam.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What belongs to the current transaction: begins with the first use, ends with it, and rests while another
/// transaction runs inside.
public final class TransactionLocal<T> {

    private final Supplier<T> beginning;

    public TransactionLocal(Supplier<T> beginning) {
        this.beginning = beginning;
    }

    /// Null when the transaction has none yet, or there is no transaction.
    @SuppressWarnings("unchecked") // nobody else binds anything to this
    public @Nullable T find() {
        return (T) TransactionSynchronizationManager.getResource(this);
    }

    public T get() {
        @Nullable T found = find();
        if (found != null) {
            return found;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Outside a transaction it could be lost");
        }
        var begun = beginning.get();
        TransactionSynchronizationManager.bindResource(this, begun);
        TransactionSynchronizationManager.registerSynchronization(new End(begun));
        return begun;
    }

    private final class End implements TransactionSynchronization {

        private final T value;

        private End(T value) {
            this.value = value;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionLocal.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionLocal.this, value);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionLocal.this);
        }
    }
}
