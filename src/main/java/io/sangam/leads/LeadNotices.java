package io.sangam.leads;

import io.sangam.events.Subscriber;
import io.sangam.notifications.Notifications;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells owners about people who enquire again (R1).
@Component
class LeadNotices implements Subscriber<LeadEvent> {

    private final Notifications notifications;

    LeadNotices(Notifications notifications) {
        this.notifications = notifications;
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
                        "resubmitted",
                        LeadObject.KEY,
                        lead,
                        title,
                        Map.of("times", times),
                        "resubmitted:" + lead + ":" + times);
        }
    }
}
