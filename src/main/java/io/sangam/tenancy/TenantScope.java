package io.sangam.tenancy;

import io.sangam.kernel.TenantId;
import java.util.Optional;

/// For which tenant the current thread works: what the transaction tells PostgreSQL's row security.
///
/// It is the second wall. Queries name their tenant themselves; when one forgets, or names another, it sees nothing.
public final class TenantScope {

    sealed interface Scope {
        record Tenant(TenantId id) implements Scope {}

        record System() implements Scope {}
    }

    private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

    private TenantScope() {}

    public static <R, X extends Throwable> R call(TenantId tenant, ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(CURRENT, new Scope.Tenant(tenant)).call(work);
    }

    public static void run(TenantId tenant, Runnable work) {
        ScopedValue.where(CURRENT, new Scope.Tenant(tenant)).run(work);
    }

    /// Work on the queues of all tenants: opens tables made with `sangam.protect_queue`, and no others.
    public static <R, X extends Throwable> R callSystem(ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(CURRENT, new Scope.System()).call(work);
    }

    /// The tenant the current thread works for; empty outside, and for work on the queues of all tenants.
    public static Optional<TenantId> tenant() {
        return CURRENT.isBound() && CURRENT.get() instanceof Scope.Tenant(var id) ? Optional.of(id) : Optional.empty();
    }

    static Optional<Scope> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
