package io.sangam.proposals;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Proposals change hands with their deal.
@Component
class DealFollowing implements ObjectRules {

    private static final String OWNER = "owner";

    private final ObjectType dealType;
    private final Records records;
    private final LineRepository repository;

    DealFollowing(ObjectType dealType, Records records, LineRepository repository) {
        this.dealType = dealType;
        this.records = records;
        this.repository = repository;
    }

    @Override
    public ObjectType type() {
        return dealType;
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        if (before != null
                && Stream.of(OWNER, ProposalObject.PARTNER, ProposalObject.ACCOUNT)
                        .anyMatch(field -> !Objects.equals(before.value(field), after.value(field)))) {
            follow(actor.tenant(), after);
        }
    }

    @Override
    public void afterMove(Actor actor, List<UUID> moved, RecordRef from, RecordRef to) {
        var system = Actor.system(actor.tenant());
        moved.forEach(id -> Stream.of(false, true)
                .flatMap(deleted -> records.load(system, dealType, id, deleted).stream())
                .forEach(deal -> follow(actor.tenant(), deal)));
    }

    private void follow(TenantId tenant, RecordState deal) {
        repository.follow(tenant, deal.id(), deal.user(OWNER), (UUID) deal.value(ProposalObject.PARTNER), (UUID)
                deal.value(ProposalObject.ACCOUNT));
    }
}
