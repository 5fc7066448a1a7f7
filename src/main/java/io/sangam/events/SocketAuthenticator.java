package io.sangam.events;

import io.sangam.kernel.Actor;
import java.util.Optional;
import java.util.UUID;

/// Tells the realtime hub who opens a socket. Implemented by `identity`, which issues the tickets.
public interface SocketAuthenticator {

    /// @param asHimself false for somebody who looks through the eyes of `actor`
    record Caller(Actor actor, UUID sessionId, boolean asHimself) {}

    /// Who the ticket was issued to; empty when it is unknown, expired or already used. Each ticket works once.
    Optional<Caller> redeem(String ticket);

    /// Whether the session behind a socket goes on.
    boolean isOpen(Caller caller);
}
