package io.sangam.assignment;

import io.sangam.access.Access;
import io.sangam.bulk.BulkAction;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.Records;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Gives many records to one owner (R9), who is told once. For every object whose owner is assigned.
@Component
class BulkAssign implements BulkAction {

    private static final int REASON = 500;

    private final Responsibility responsibility;
    private final Records records;
    private final Access access;

    BulkAssign(Responsibility responsibility, Records records, Access access) {
        this.responsibility = responsibility;
        this.records = records;
        this.access = access;
    }

    @Override
    public String name() {
        return "assign";
    }

    @Override
    public boolean serves(ObjectType type) {
        return type.field(Responsibility.OWNER).isPresent();
    }

    @Override
    public void check(Actor actor, ObjectType type, JsonNode input) {
        access.require(actor, type.plural(), "assign");
        responsibility.requireColleague(actor, owner(input));
        if (input.path("reason").asString("").length() > REASON) {
            throw SangamException.invalid("input/reason", "VALUE_TOO_LONG", "A reason has up to 500 characters");
        }
    }

    @Override
    public void apply(Actor actor, ObjectType type, UUID id, @Nullable Integer version, JsonNode input) {
        var seen = version == null ? records.load(actor, type, id).version() : version;
        responsibility.reassign(
                actor, type, id, seen, owner(input), input.path("reason").asString(null));
    }

    private static UserId owner(JsonNode input) {
        try {
            return UserId.of(input.path("owner").asString(""));
        } catch (IllegalArgumentException _) {
            throw SangamException.invalid("input/owner", "VALUE_REQUIRED", "Name the owner by his id");
        }
    }
}
