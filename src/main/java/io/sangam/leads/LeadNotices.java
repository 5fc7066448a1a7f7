package io.sangam.leads;

import io.sangam.events.Subscriber;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells owners about people who enquire again (R1).
@Component
class LeadNotices implements Subscriber<LeadEvent>, NoticeSource {

    private static final NoticeKind RESUBMITTED =
            NoticeKind.of("resubmitted", Group.WORK).digested().mutable();

    private final Notifications notifications;

    LeadNotices(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(RESUBMITTED);
    }

    @Override
    public String name() {
        return "lead-notices";
    }

    @Override
    public Class<LeadEvent> events() {
        return LeadEvent.class;
    }

    @Override
    public void handle(LeadEvent event) {
        switch (event) {
            case LeadEvent.Resubmitted(var actor, var lead, var responsible, var title, var times) ->
                notifications.tell(
                        actor,
                        responsible,
                        RESUBMITTED,
                        LeadObject.KEY,
                        lead,
                        title,
                        Map.of("times", times),
                        "resubmitted:" + lead + ":" + times);
        }
    }
}
