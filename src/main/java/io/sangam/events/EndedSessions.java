package io.sangam.events;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.stereotype.Component;

/// Who is signed out loses what is open.
@Component
class EndedSessions implements ApplicationListener<PayloadApplicationEvent<SessionEnded>> {

    private final Realtime realtime;

    EndedSessions(Realtime realtime) {
        this.realtime = realtime;
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<SessionEnded> ended) {
        realtime.sessionEnded(ended.getPayload());
    }
}
