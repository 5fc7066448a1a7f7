package io.sangam.events;

import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantCache;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Hears whose settings, people, roles and pipelines another process has changed, and forgets what it knew of them.
@Component
class ChangesElsewhere implements ChannelListener {

    @Override
    public String channel() {
        return TenantCache.CHANNEL;
    }

    @Override
    public void heard(String tenant) {
        TenantCache.forget(new TenantId(UUID.fromString(tenant)));
    }

    @Override
    public void reconnected() {
        TenantCache.forgetAll();
    }
}
