package io.sangam.partners;

import io.sangam.kernel.Actor;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A new partner is active, and looked after by whoever enters it unless somebody else is named.
@Component
class PartnerRules implements ObjectRules {

    private final ObjectType partnerType;

    PartnerRules(ObjectType partnerType) {
        this.partnerType = partnerType;
    }

    @Override
    public ObjectType type() {
        return partnerType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            values.putIfAbsent("manager", actor.user());
            values.putIfAbsent("active", true);
            values.putIfAbsent("type", "direct");
        }
    }
}
