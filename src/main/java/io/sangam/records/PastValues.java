package io.sangam.records;

import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values as the history keeps them, compared with those of now and read back.
@Component
class PastValues {

    private final Tenants tenants;
    private final JsonMapper json;

    PastValues(Tenants tenants, JsonMapper json) {
        this.tenants = tenants;
        this.json = json;
    }

    /// Whether a record still has the value a change gave it.
    boolean holds(RecordState now, Change change) {
        return isSame(now.value(change.field()), change.after());
    }

    private boolean isSame(@Nullable Object value, @Nullable Object stored) {
        var now = json.<JsonNode>valueToTree(FieldValues.plain(value));
        var then = json.<JsonNode>valueToTree(stored);
        return now.isNumber() && then.isNumber()
                ? now.decimalValue().compareTo(then.decimalValue()) == 0
                : now.equals(then);
    }

    /// The value from before a change; UNDO_IMPOSSIBLE when it can't be had any more.
    @Nullable
    Object before(TenantId tenant, FieldSpec<?> spec, Change change) {
        var settings = tenants.get(tenant);
        try {
            return FieldValues.parse(
                    spec, json.valueToTree(change.before()), settings.defaultCountry(), settings.currency());
        } catch (FieldValues.Refused e) {
            throw new SangamException(
                    RecordError.UNDO_IMPOSSIBLE, spec.label() + " can't get back what it was: " + e.getMessage());
        }
    }
}
