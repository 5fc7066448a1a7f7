package io.sangam.approvals;

import io.sangam.approvals.ApprovalRequest.Lapse;
import io.sangam.approvals.ApprovalRequest.Status;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordEvent;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.HashSet;
import org.springframework.stereotype.Component;

/// Ends consent that does not count any more because its record changed, and says so. Nothing rests on it: what is
/// decided and what moves compare the figures themselves.
@Component
class ApprovalWatch implements Subscriber<RecordEvent> {

    private final ApprovalRepository repository;
    private final Policies policies;
    private final Fitting fitting;
    private final Steps steps;
    private final ObjectTypes types;
    private final Records records;

    ApprovalWatch(
            ApprovalRepository repository,
            Policies policies,
            Fitting fitting,
            Steps steps,
            ObjectTypes types,
            Records records) {
        this.repository = repository;
        this.policies = policies;
        this.fitting = fitting;
        this.steps = steps;
        this.types = types;
        this.records = records;
    }

    @Override
    public String name() {
        return "approval-watch";
    }

    @Override
    public Class<RecordEvent> events() {
        return RecordEvent.class;
    }

    @Override
    public boolean isAwaited(RecordEvent event) {
        return switch (event) {
            case RecordEvent.Updated _, RecordEvent.Deleted _ ->
                policies.concern(event.actor().tenant(), event.object());
            case RecordEvent.Created _, RecordEvent.Restored _, RecordEvent.Commented _, RecordEvent.Shared _ -> false;
        };
    }

    @Override
    public void handle(RecordEvent event) {
        var system = Actor.system(event.actor().tenant());
        var type = types.get(event.object());
        var ref = new RecordRef(event.object(), event.subject());
        records.load(system, type, event.subject(), false)
                .ifPresentOrElse(
                        record -> look(system, ref, record),
                        () -> records.load(system, type, event.subject(), true)
                                .ifPresent(record -> drop(system, ref, record)));
    }

    private void look(Actor system, RecordRef ref, RecordState record) {
        var policy = fitting.policy(system.tenant(), record.type(), record.id()).map(Policy::id);
        var kinds = new HashSet<String>();
        for (var request : repository.of(system.tenant(), ref)) {
            // of each kind the newest says how it stands
            if (kinds.add(request.kind()) && request.status().next().contains(Status.LAPSED)) {
                var now =
                        fitting.figures(system.tenant(), record, request.kind()).orElse(request.figures());
                var why = request.lapse(now, policy.orElse(null));
                if (why != null) {
                    lapse(system, record, request, why);
                }
            }
        }
    }

    private void drop(Actor system, RecordRef ref, RecordState record) {
        repository.of(system.tenant(), ref).stream()
                .filter(ApprovalRequest::isPending)
                .forEach(request -> lapse(system, record, request, Lapse.DELETED));
    }

    /// Somebody may decide at this moment.
    private void lapse(Actor system, RecordState record, ApprovalRequest seen, Lapse why) {
        repository
                .lock(system.tenant(), seen.id())
                .filter(request -> request.status() == seen.status())
                .ifPresent(request -> steps.lapse(system, record, request, why));
    }
}
