package io.sangam.access;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What other modules may learn about people's accounts, after commit. Fields are only ever added.
public sealed interface UserEvent extends DomainEvent {

    /// Somebody's account was closed: he decides nothing any more.
    record Deactivated(Actor actor, UUID subject) implements UserEvent {

        public UserId leaver() {
            return new UserId(subject);
        }
    }

    /// Somebody's account was closed and his open work is to go to others.
    ///
    /// @param heir who gets it; by the assignment rules, if nobody is named
    record WorkLeft(Actor actor, UUID subject, @Nullable UserId heir) implements UserEvent {

        public UserId leaver() {
            return new UserId(subject);
        }
    }
}
