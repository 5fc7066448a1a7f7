package io.sangam.identity;

import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Lets an administrator look at the product as one of his users sees it, for half an hour at most. Both begin and end
/// stand in the security log with both names; what is asked in between carries the id of a session marked as a view.
@Service
@Transactional
class Viewings {

    static final Duration LIFE = Duration.ofMinutes(30);

    record Started(String accessToken, UUID session, Instant until) {}

    private final Sessions sessions;
    private final UserRepository users;
    private final AccessTokens tokens;
    private final ViewingGate gate;
    private final SecurityLog log;
    private final Jobs jobs;
    private final Expiry expiry;
    private final Clock clock;

    Viewings(
            Sessions sessions,
            UserRepository users,
            AccessTokens tokens,
            ViewingGate gate,
            SecurityLog log,
            Jobs jobs,
            Expiry expiry,
            Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.tokens = tokens;
        this.gate = gate;
        this.log = log;
        this.jobs = jobs;
        this.expiry = expiry;
        this.clock = clock;
    }

    Started start(Actor viewer, UUID ownSession, UserId viewed, Device device) {
        var tenant = viewer.tenant();
        gate.require(viewer, viewed);
        if (users.find(tenant, viewed).filter(User::active).isEmpty()) {
            throw SangamException.notFound();
        }
        sessions.endViews(tenant, SessionRepository.viewedBy(viewer.user()), "replaced", device);
        var session = sessions.openView(
                tenant, viewed, new SessionRepository.Viewer(viewer.user(), ownSession), device, LIFE);
        var until = clock.instant().plus(LIFE);
        log.record(tenant, SecurityLog.Kind.VIEW_AS_STARTED, viewed, viewer.user(), device, Map.of("session", session));
        jobs.enqueue(tenant, expiry, new Expiry.View(session), until);
        return new Started(tokens.issue(tenant, viewed, session, LIFE), session, until);
    }

    void end(TenantId tenant, UUID session, Device device) {
        sessions.endViews(tenant, SessionRepository.only(session), "ended", device);
    }

    /// Ends what nobody ended by a click.
    @Component
    static class Expiry implements JobHandler<Expiry.View> {

        record View(UUID session) {}

        private final Sessions sessions;

        Expiry(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public String name() {
            return "identity.end-view";
        }

        @Override
        public Class<View> data() {
            return View.class;
        }

        @Override
        public void run(TenantId tenant, View view) {
            sessions.endViews(tenant, SessionRepository.only(view.session()), "expired", Device.NONE);
        }
    }
}
