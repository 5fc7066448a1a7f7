package io.sangam.jobs;

import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantScope;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Works off what lies due in a queue across tenants, so that a round costs what is due, however many tenants there
/// are.
///
/// Safe to run anywhere, at any time, also twice at once, as long as the work takes its entries out of the queue: what
/// is taken and what follows from it is one transaction, all of it or, when the process dies, nothing.
@Component
public class DueRounds {

    private static final int PAGE = 500;

    private final TransactionOperations transaction;

    DueRounds(TransactionOperations transaction) {
        this.transaction = transaction;
    }

    /// A place in a queue that is ordered by time.
    public interface Place {

        TenantId tenant();

        /// What it is about: of several places of one subject the first stands for all.
        UUID subject();
    }

    /// One round. A subject that fails keeps its places for the next round and holds up no other.
    ///
    /// @param due the next places that are due, behind one already seen: in the system's scope and a transaction
    /// @param work in the tenant's scope and a transaction; true when something came of it
    /// @return how often something did
    public <P extends Place> int work(BiFunction<Optional<P>, Integer, List<P>> due, Predicate<P> work) {
        var done = 0;
        var seen = new HashSet<UUID>();
        @Nullable RuntimeException failure = null;
        var page = page(due, Optional.empty());
        while (!page.isEmpty()) {
            for (var place : page) {
                if (seen.add(place.subject())) {
                    try {
                        done += TenantScope.call(place.tenant(), () -> inTransaction(() -> work.test(place))) ? 1 : 0;
                    } catch (RuntimeException e) {
                        failure = failure == null ? e : failure;
                    }
                }
            }
            page = page.size() < PAGE ? List.of() : page(due, Optional.of(page.getLast()));
        }
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    private <P> List<P> page(BiFunction<Optional<P>, Integer, List<P>> due, Optional<P> after) {
        return TenantScope.callSystem(() -> inTransaction(() -> due.apply(after, PAGE)));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
