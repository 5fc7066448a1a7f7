package io.sangam.accounts;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A new holding is an active plan, unless something else is said; seen by whom its account is seen. One that was to be
/// renewed and lasts longer now is active again.
@Component
class HoldingRules implements ObjectRules {

    private final ObjectType holdingType;
    private final AccountRepository repository;

    HoldingRules(ObjectType holdingType, AccountRepository repository) {
        this.holdingType = holdingType;
        this.repository = repository;
    }

    @Override
    public ObjectType type() {
        return holdingType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            values.putIfAbsent("kind", "plan");
            values.putIfAbsent("status", "active");
        } else if (values.containsKey("expiresOn")
                && !values.containsKey("status")
                && !Objects.equals(values.get("expiresOn"), before.value("expiresOn"))
                && ("renew".equals(before.text("status")) || "expired".equals(before.text("status")))) {
            values.put("status", "active");
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        if (before == null || !Objects.equals(before.value("account"), after.value("account"))) {
            repository.followHoldings(actor.tenant(), List.of(after.id()));
        }
    }

    @Override
    public void afterMove(Actor actor, List<UUID> moved, RecordRef from, RecordRef to) {
        repository.followHoldings(actor.tenant(), moved);
    }

    @Override
    public void afterLoad(TenantId tenant, List<RecordState> loaded) {
        repository.followHoldings(tenant, loaded.stream().map(RecordState::id).toList());
    }
}
