package io.sangam.webhooks;

import io.sangam.assignment.AssignmentEvent;
import io.sangam.events.DomainEvent;
import io.sangam.leads.LeadEvent;
import io.sangam.pipelines.PipelineEvent;
import io.sangam.records.RecordEvent;
import io.sangam.tasks.TaskEvent;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What other systems are told of an event of ours.
///
/// @param event its public name, such as `lead.created`
/// @param details beside the record; small, and nothing a field could hide
record Occurrence(String event, String object, UUID subject, Map<String, ?> details) {

    /// Empty for what is nobody's business outside.
    static Optional<Occurrence> of(DomainEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case RecordEvent.Created(var _, var object, var id) -> plain(object, "created", id);
                    case RecordEvent.Updated(var _, var object, var id, var _, var _) -> plain(object, "updated", id);
                    case RecordEvent.Deleted(var _, var object, var id) -> plain(object, "deleted", id);
                    case RecordEvent.Restored(var _, var object, var id) -> plain(object, "restored", id);
                    case RecordEvent.Commented(var _, var object, var id, var comment, var _) ->
                        new Occurrence(object + ".commented", object, id, Map.of("comment", comment));
                    case AssignmentEvent.Assigned(var _, var id, var object, var owner, var _, var how, var _) ->
                        new Occurrence(object + ".assigned", object, id, Map.of("owner", owner, "how", how));
                    case LeadEvent.Resubmitted(var _, var id, var _, var _, var times) ->
                        new Occurrence("lead.resubmitted", "lead", id, Map.of("times", times));
                    case PipelineEvent.Moved moved ->
                        new Occurrence(
                                moved.object() + ".moved",
                                moved.object(),
                                moved.subject(),
                                Map.of("from", moved.from(), "to", moved.to()));
                    case TaskEvent.Assigned(var _, var id, var assignee, var _) ->
                        new Occurrence("task.assigned", "task", id, Map.of("assignee", assignee));
                    default -> null;
                });
    }

    private static Occurrence plain(String object, String what, UUID id) {
        return new Occurrence(object + "." + what, object, id, Map.of());
    }
}
