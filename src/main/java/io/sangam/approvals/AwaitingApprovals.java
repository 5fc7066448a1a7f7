package io.sangam.approvals;

import io.sangam.kernel.Actor;
import io.sangam.notifications.Awaiting;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class AwaitingApprovals implements Awaiting {

    private final Decisions decisions;

    AwaitingApprovals(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public String key() {
        return "approvals";
    }

    @Override
    public int count(Actor reader, int most) {
        return decisions.waiting(reader, Optional.empty(), most).requests().size();
    }
}
