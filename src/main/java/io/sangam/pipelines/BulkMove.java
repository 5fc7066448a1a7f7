package io.sangam.pipelines;

import io.sangam.bulk.BulkAction;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.records.ObjectType;
import io.sangam.records.Records;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Moves many records to one status; each is judged as if it were moved alone.
@Component
class BulkMove implements BulkAction {

    private final Transitions transitions;
    private final Records records;
    private final JsonMapper json;

    BulkMove(Transitions transitions, Records records, JsonMapper json) {
        this.transitions = transitions;
        this.records = records;
        this.json = json;
    }

    @Override
    public String name() {
        return "transition";
    }

    @Override
    public boolean serves(ObjectType type) {
        return type.field("pipeline").isPresent();
    }

    @Override
    public void check(Actor actor, ObjectType type, JsonNode input) {
        if (request(input, 0).to().isBlank()) {
            throw SangamException.invalid("input/to", "VALUE_REQUIRED", "Name the status to move to");
        }
    }

    @Override
    public void apply(Actor actor, ObjectType type, UUID id, @Nullable Integer version, JsonNode input) {
        var seen = version == null ? records.load(actor, type, id).version() : version;
        transitions.move(actor, type, id, request(input, seen));
    }

    private TransitionRequest request(JsonNode input, int version) {
        if (!(input instanceof ObjectNode body) || !body.path("to").isString()) {
            throw SangamException.invalid("input/to", "VALUE_REQUIRED", "Name the status to move to");
        }
        try {
            return json.treeToValue(body.deepCopy().put("version", version), TransitionRequest.class);
        } catch (JacksonException e) {
            throw new SangamException(KernelError.REQUEST_MALFORMED, "The input is the body of a move without version");
        }
    }
}
