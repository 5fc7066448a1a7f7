package io.sangam.proposals;

import io.sangam.identity.LinkTokens;
import io.sangam.identity.OpaqueToken;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Tenants;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Links that open one version of one proposal to whoever holds them. None is kept: they follow from the server's own
/// secret.
@Component
class ProposalLinks {

    private static final String PAGE = "/p";
    private static final String PREFIX = "pp_";
    private static final String PURPOSE = "proposal";
    private static final int ONLY_ROUND = 0;

    private final LinkTokens tokens;
    private final Tenants tenants;
    private final PublicUrl url;

    ProposalLinks(LinkTokens tokens, Tenants tenants, PublicUrl url) {
        this.tokens = tokens;
        this.tenants = tenants;
        this.url = url;
    }

    /// After the mark, which browsers keep to themselves: no server log, no Referer.
    String link(TenantId tenant, UUID proposal) {
        return url.origin() + PAGE + "#" + token(tenant, proposal).text(PREFIX);
    }

    /// @throws SangamException PROPOSAL_LINK_UNKNOWN when it is none of ours
    OpaqueToken parsed(String text) {
        return OpaqueToken.parse(PREFIX, text)
                .filter(link -> tenants.isActive(link.tenant()))
                .filter(link -> link.isSame(token(link.tenant(), link.id())))
                .orElseThrow(ProposalLinks::unknown);
    }

    private OpaqueToken token(TenantId tenant, UUID proposal) {
        return tokens.of(PURPOSE, tenant, proposal, ONLY_ROUND);
    }

    static SangamException unknown() {
        return new SangamException(ProposalError.PROPOSAL_LINK_UNKNOWN, "There is no such link; copy it whole");
    }
}
