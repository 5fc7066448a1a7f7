package io.sangam.approvals;

import io.sangam.approvals.ApprovalRepository.May;
import io.sangam.events.Realtime;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// On whose desks requests lie. Whoever gets one or loses one is told by a frame, so that what he sees waiting is what
/// waits.
@Component
class Desks {

    private static final String CHANGED = "approvals.changed";

    private final ApprovalRepository repository;
    private final Realtime realtime;

    Desks(ApprovalRepository repository, Realtime realtime) {
        this.repository = repository;
        this.realtime = realtime;
    }

    void put(TenantId tenant, Collection<May> all) {
        repository.mayDecide(tenant, all);
        all.forEach(may -> tell(tenant, may.request(), may.user()));
    }

    void take(TenantId tenant, UUID request, UserId user) {
        repository.mayDecideNoLonger(tenant, request, user);
        tell(tenant, request, user);
    }

    /// Nobody decides it any more.
    void clear(TenantId tenant, UUID request) {
        repository.close(tenant, request).forEach(user -> tell(tenant, request, user));
    }

    private void tell(TenantId tenant, UUID request, UserId user) {
        realtime.toUser(tenant, user, CHANGED, Map.of("id", request));
    }
}
