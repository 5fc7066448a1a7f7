package io.sangam.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/// The configured secret of a monitoring system: good for /metrics and nothing else.
@Component
class ScrapeToken {

    /// Anonymous everywhere, except to the rule for /metrics.
    static final Authentication MONITOR =
            new AnonymousAuthenticationToken("monitor", "monitor", AuthorityUtils.createAuthorityList("MONITOR"));

    private final byte @Nullable [] expected;

    ScrapeToken(SecuritySettings settings) {
        expected = settings.scrapeToken() == null ? null : hash(settings.scrapeToken());
    }

    boolean matches(String text) {
        return expected != null && MessageDigest.isEqual(expected, hash(text));
    }

    private static byte[] hash(String text) {
        return TokenKeys.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
