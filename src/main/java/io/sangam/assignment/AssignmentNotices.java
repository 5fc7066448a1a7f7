package io.sangam.assignment;

import io.sangam.events.Subscriber;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells owners about what comes to them (R2); about many records of one operation once.
@Component
class AssignmentNotices implements Subscriber<AssignmentEvent>, NoticeSource {

    private static final NoticeKind ASSIGNMENTS =
            NoticeKind.of("assignments", Group.WORK).digested().staying();

    private final Notifications notifications;

    AssignmentNotices(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(NoticeKind.ASSIGNMENT, ASSIGNMENTS);
    }

    @Override
    public String name() {
        return "assignment-notices";
    }

    @Override
    public Class<AssignmentEvent> events() {
        return AssignmentEvent.class;
    }

    @Override
    public void handle(AssignmentEvent event) {
        switch (event) {
            case AssignmentEvent.Assigned(var actor, var id, var object, var owner, var title, var _, var bulk)
            when bulk != null ->
                notifications.tell(actor, List.of(owner), ASSIGNMENTS, object, id, title, Map.of(), "bulk:" + bulk);
            // what was late comes with its tasks, and each of them tells when it is due now
            case AssignmentEvent.Assigned assigned when assigned.how().equals(Responsibility.OVERDUE) -> {}
            // whoever asked for it is told of the answer
            case AssignmentEvent.Assigned assigned when assigned.how().equals(Responsibility.REQUESTED) -> {}
            case AssignmentEvent.Assigned(var actor, var id, var object, var owner, var title, var how, var _) ->
                notifications.tell(
                        actor,
                        List.of(owner),
                        NoticeKind.ASSIGNMENT,
                        object,
                        id,
                        title,
                        Map.of("how", how),
                        "assigned:" + id + ":" + owner + ":" + how);
        }
    }
}
