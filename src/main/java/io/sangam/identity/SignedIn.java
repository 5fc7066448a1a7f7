package io.sangam.identity;

import io.sangam.kernel.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Who a request comes from: a person, on one of his sessions. Rights are asked of `access`, so there are no
/// authorities.
final class SignedIn extends AbstractAuthenticationToken {

    private final transient Actor actor;
    private final UUID session;

    SignedIn(Actor actor, UUID session) {
        super(List.of());
        this.actor = actor;
        this.session = session;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
    }

    UUID session() {
        return session;
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && actor.equals(that.actor) && session.equals(that.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }
}
