package io.sangam.approvals;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Port: what an object does once a request about one of its records is decided. Implemented by modules above.
public interface Approvable {

    String object();

    /// In the deciding transaction.
    ///
    /// @param reason why not
    void decided(Actor decider, UUID record, String kind, boolean approved, @Nullable String reason);

    /// The request was taken back, or counts no more. In the same transaction; the one that ends it holds it.
    default void withdrawn(TenantId tenant, UUID record, String kind) {}

    /// What would be asked for now: consent to other figures does not count. Empty: this object can't tell.
    default Optional<Figures> figures(TenantId tenant, UUID record, String kind) {
        return Optional.empty();
    }
}
