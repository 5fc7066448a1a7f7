package io.sangam.identity;

import io.sangam.kernel.TenantId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tokens of links that open one thing to whoever holds them, without an account. They follow from the server's own
/// secret and are made anew whenever they are needed, so that none is kept.
@Component
public class LinkTokens {

    private final TokenKeys keys;

    LinkTokens(TokenKeys keys) {
        this.keys = keys;
    }

    /// @param purpose what the link opens; one for another purpose is never the same
    /// @param id of the thing
    /// @param round a later round ends the links of those before
    public OpaqueToken of(String purpose, TenantId tenant, UUID id, int round) {
        return keys.link(purpose, tenant, id, round);
    }
}
