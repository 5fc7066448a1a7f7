package io.sangam.leads;

import io.sangam.kernel.Actor;
import io.sangam.pipelines.Pipelines;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What holds for a lead whichever way it is written: what its status requires stays filled.
@Component
class LeadRules implements ObjectRules {

    private final ObjectType leadType;
    private final Pipelines pipelines;

    LeadRules(ObjectType leadType, Pipelines pipelines) {
        this.leadType = leadType;
        this.pipelines = pipelines;
    }

    @Override
    public ObjectType type() {
        return leadType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before != null) {
            pipelines.requireKept(actor.tenant(), before, values);
        }
    }
}
