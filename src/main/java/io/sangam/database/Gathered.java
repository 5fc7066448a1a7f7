package io.sangam.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What a transaction has to say in its course and says at its end, all at once: one statement instead of one each.
/// Needs a transaction; what is said while it commits, or is about to be read, is said at once.
public final class Gathered<T> {

    private final Consumer<List<T>> say;
    private final Consumer<List<T>> said;

    /// @param say at the end of the transaction, as part of it
    public Gathered(Consumer<List<T>> say) {
        this(say, _ -> {});
    }

    /// @param say at the end of the transaction, as part of it
    /// @param said after its commit
    public Gathered(Consumer<List<T>> say, Consumer<List<T>> said) {
        this.say = say;
        this.said = said;
    }

    public void add(T item) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Outside a transaction it could be lost");
        }
        @Nullable Pending pending = pending();
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.items.add(item);
        if (pending.ended) {
            pending.say();
        }
    }

    /// Now: what comes next reads it.
    public void sayNow() {
        @Nullable Pending pending = pending();
        if (pending != null) {
            pending.say();
        }
    }

    private @Nullable Pending pending() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            for (var each : TransactionSynchronizationManager.getSynchronizations()) {
                if (each instanceof Gathered<?>.Pending pending && pending.isOf(this)) {
                    @SuppressWarnings("unchecked") // its own
                    var own = (Pending) pending;
                    return own;
                }
            }
        }
        return null;
    }

    private final class Pending implements TransactionSynchronization {

        private final List<T> items = new ArrayList<>();
        private final List<T> gone = new ArrayList<>();
        private boolean ended;

        private boolean isOf(Gathered<?> other) {
            return Gathered.this == other;
        }

        private void say() {
            if (!items.isEmpty()) {
                var all = List.copyOf(items);
                items.clear();
                gone.addAll(all);
                say.accept(all);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            ended = true;
            say();
        }

        @Override
        public void afterCommit() {
            said.accept(gone);
        }
    }
}
