package io.sangam.sso;

import com.fasterxml.jackson.annotation.JsonValue;
import com.nimbusds.jose.JWSAlgorithm;
import io.sangam.kernel.SangamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Asks a provider anew what an administrator wants to know before his people rely on it.
@Component
class HealthCheck {

    enum What {
        /// It is reached and calls itself by the issuer's name.
        DISCOVERY,
        /// It signs ID tokens in a way we accept.
        ALGORITHMS,
        /// It says that it honours PKCE; many do without saying so.
        PKCE,
        /// It publishes keys that can be used.
        KEYS;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        GOOD,
        DOUBTFUL,
        BAD;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Finding(What what, State state, String detail) {}

    private final Discovery discovery;

    HealthCheck(Discovery discovery) {
        this.discovery = discovery;
    }

    List<Finding> of(Provider provider) {
        discovery.forget(provider.issuer());
        var findings = new ArrayList<Finding>();
        try {
            var metadata = discovery.of(provider.issuer());
            findings.add(new Finding(
                    What.DISCOVERY, State.GOOD, metadata.authorization().getHost()));
            findings.add(algorithms(metadata));
            findings.add(
                    metadata.challenges().contains("S256")
                            ? new Finding(What.PKCE, State.GOOD, "S256")
                            : new Finding(What.PKCE, State.DOUBTFUL, "It does not say that it honours PKCE"));
            findings.add(keys(metadata));
        } catch (SangamException refusal) {
            findings.add(new Finding(
                    findings.isEmpty() ? What.DISCOVERY : What.KEYS, State.BAD, String.valueOf(refusal.getMessage())));
        }
        return findings;
    }

    private static Finding algorithms(Discovery.Metadata metadata) {
        var usable = metadata.algorithms().stream()
                .filter(name -> IdTokens.ALGORITHMS.contains(JWSAlgorithm.parse(name)))
                .toList();
        return usable.isEmpty()
                ? new Finding(What.ALGORITHMS, State.BAD, "It offers no signature with a public key")
                : new Finding(What.ALGORITHMS, State.GOOD, String.join(", ", usable));
    }

    private Finding keys(Discovery.Metadata metadata) {
        var usable = discovery.keys(metadata, true).getKeys().stream()
                .filter(IdTokens::isUsable)
                .count();
        return usable == 0
                ? new Finding(What.KEYS, State.BAD, "It publishes no key that we can use")
                : new Finding(What.KEYS, State.GOOD, String.valueOf(usable));
    }
}
