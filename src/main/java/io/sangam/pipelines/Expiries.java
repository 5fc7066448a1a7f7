package io.sangam.pipelines;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.FieldKind;
import io.sangam.records.Filter;
import io.sangam.records.ListRequest;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// R13: moves on what nobody finished in time. Doing it twice a day is the same as once.
@Service
class Expiries {

    private static final Logger log = LoggerFactory.getLogger(Expiries.class);
    private static final int BATCH = 500;
    private static final String CREATED_AT = "createdAt";

    private final Pipelines pipelines;
    private final Transitions transitions;
    private final ObjectTypes types;
    private final Records records;
    private final Tenants tenants;
    private final Clock clock;

    Expiries(
            Pipelines pipelines,
            Transitions transitions,
            ObjectTypes types,
            Records records,
            Tenants tenants,
            Clock clock) {
        this.pipelines = pipelines;
        this.transitions = transitions;
        this.types = types;
        this.records = records;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// Every record is a transaction of its own, so one that fails holds up no other.
    ///
    /// @return how many records moved
    int run(TenantId tenant) {
        int moved = 0;
        for (var type : types.all()) {
            for (var pipeline : pipelines.all(tenant, type.key())) {
                for (var status : pipeline.definition().statuses()) {
                    if (status.expiry() != null) {
                        moved += expire(tenant, type, pipeline, status, status.expiry());
                    }
                }
            }
        }
        return moved;
    }

    private int expire(TenantId tenant, ObjectType type, Pipeline pipeline, Status status, Status.Expiry expiry) {
        var system = Actor.system(tenant);
        var filter = new Filter.And(List.of(
                pipelines.following(pipeline),
                new Filter.Test(type.statusField().orElseThrow().key(), "eq", text(status.key())),
                due(tenant, type, expiry)));
        int moved = 0;
        Optional<String> cursor = Optional.empty();
        do {
            var page = records.page(
                    system, type, new ListRequest(filter, List.of(), List.of(type.titleField()), BATCH, cursor, false));
            for (Map<String, @Nullable Object> row : page.rows()) {
                moved += expireOne(system, type, id(row), status, expiry) ? 1 : 0;
            }
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return moved;
    }

    private boolean expireOne(Actor system, ObjectType type, UUID id, Status status, Status.Expiry expiry) {
        try {
            return transitions.expire(system, type, id, status.key(), expiry);
        } catch (SangamException refusal) {
            // Somebody works on it right now, or a condition holds it: the next run looks again.
            log.atInfo()
                    .addKeyValue("object", type.key())
                    .addKeyValue("record", id)
                    .addKeyValue("code", refusal.code().name())
                    .log("A record did not expire");
            return false;
        }
    }

    private Filter due(TenantId tenant, ObjectType type, Status.Expiry expiry) {
        var field = expiry.since().equals(Status.Expiry.CREATED) ? CREATED_AT : expiry.since();
        var limit = clock.instant().minus(Duration.ofDays(expiry.days()));
        var value = type.get(field).kind() == FieldKind.DATE
                ? LocalDate.ofInstant(limit, tenants.get(tenant).timeZone()).toString()
                : limit.toString();
        return new Filter.Test(field, "before", text(value));
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    private static UUID id(Map<String, @Nullable Object> row) {
        return (UUID) Objects.requireNonNull(row.get("id"));
    }
}
