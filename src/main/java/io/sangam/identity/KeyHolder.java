package io.sangam.identity;

import io.sangam.kernel.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Who a request comes from when it came with an API key: its owner, on no session of his.
final class KeyHolder extends AbstractAuthenticationToken {

    private final transient KeyInUse key;

    KeyHolder(KeyInUse key) {
        super(List.of());
        this.key = key;
        setAuthenticated(true);
    }

    @Override
    public Actor getPrincipal() {
        return key.owner();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyHolder that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
