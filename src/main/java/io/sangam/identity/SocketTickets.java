package io.sangam.identity;

import io.sangam.events.SocketAuthenticator;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Tickets let a browser open a WebSocket, which can't send an Authorization header, without a token in the address.
@Service
class SocketTickets implements SocketAuthenticator {

    static final Duration LIFE = Duration.ofSeconds(30);
    private static final String PREFIX = "st_";

    private final SessionRepository repository;
    private final Sessions sessions;
    private final TransactionOperations transactions;
    private final Clock clock;

    SocketTickets(SessionRepository repository, Sessions sessions, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    String issue(Actor actor, UUID session) {
        var ticket = OpaqueToken.make(actor.tenant());
        transactions.executeWithoutResult(
                _ -> repository.insertTicket(ticket, session, clock.instant().plus(LIFE)));
        return ticket.text(PREFIX);
    }

    @Override
    public Optional<Caller> redeem(String text) {
        return OpaqueToken.parse(PREFIX, text)
                .flatMap(ticket -> TenantScope.call(ticket.tenant(), () -> redeem(ticket)));
    }

    @Override
    public boolean isOpen(Caller caller) {
        var tenant = caller.actor().tenant();
        return TenantScope.call(tenant, () -> sessions.state(tenant, caller.sessionId()))
                .isPresent();
    }

    private Optional<Caller> redeem(OpaqueToken ticket) {
        var taken = transactions.execute(_ -> repository.takeTicket(ticket.tenant(), ticket.id(), ticket.hash()));
        return taken.filter(row -> row.getExpiresAt().isAfter(clock.instant()))
                .flatMap(row -> sessions.state(ticket.tenant(), row.getSessionId())
                        .filter(state -> !state.mustChangePassword() && !state.factorDue())
                        .map(state -> new Caller(
                                new Actor(ticket.tenant(), state.user()),
                                row.getSessionId(),
                                state.viewing() == null)));
    }
}
