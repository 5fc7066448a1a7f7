package io.sangam.sso;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.sangam.kernel.SangamException;
import io.sangam.outbound.Outbound;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a provider says about itself, and the keys it signs with; asked for through the guarded client and kept for ten
/// minutes.
@Component
class Discovery {

    private static final Duration KEPT = Duration.ofMinutes(10);

    /// Of [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html), as much as we need.
    ///
    /// @param namesItself it adds `iss` to its answers (RFC 9207), so that one's are not taken for another's
    /// @param secretInBody it wants the client secret in the form, not in a header
    record Metadata(
            String issuer,
            URI authorization,
            URI token,
            URI keys,
            @Nullable URI userInfo,
            boolean namesItself,
            boolean secretInBody,
            List<String> challenges,
            List<String> algorithms) {}

    private final Outbound outbound;
    private final JsonMapper json;
    private final Cache<String, Metadata> metadata =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();
    private final Cache<URI, JWKSet> keys =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();

    Discovery(Outbound outbound, JsonMapper json) {
        this.outbound = outbound;
        this.json = json;
    }

    Metadata of(String issuer) {
        var known = metadata.getIfPresent(issuer);
        if (known != null) {
            return known;
        }
        var found = read(issuer);
        metadata.put(issuer, found);
        return found;
    }

    /// @param anew after a signature none of the known keys has made: providers change their keys
    JWKSet keys(Metadata provider, boolean anew) {
        var known = anew ? null : keys.getIfPresent(provider.keys());
        if (known != null) {
            return known;
        }
        try {
            var found = JWKSet.parse(new String(
                    body(outbound.get(endpoint(provider.issuer()), provider.keys(), Map.of())),
                    StandardCharsets.UTF_8));
            keys.put(provider.keys(), found);
            return found;
        } catch (ParseException _) {
            throw unavailable("Its keys can't be read");
        }
    }

    void forget(String issuer) {
        var known = metadata.asMap().remove(issuer);
        if (known != null) {
            keys.invalidate(known.keys());
        }
        outbound.trust(endpoint(issuer));
    }

    JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException _) {
            throw unavailable("Its answer is no JSON");
        }
    }

    /// The body of a good answer.
    static byte[] body(Outbound.Reply reply) {
        return switch (reply) {
            case Outbound.Reply.Answered answered when answered.status() == 200 -> answered.body();
            case Outbound.Reply.Answered answered -> throw unavailable("It answered with status " + answered.status());
            case Outbound.Reply.Failed(var reason) -> throw unavailable(reason);
        };
    }

    /// What the circuit breaker counts by.
    static Object endpoint(String issuer) {
        return "sso " + issuer;
    }

    static SangamException unavailable(String reason) {
        return new SangamException(SsoError.SSO_UNAVAILABLE, reason);
    }

    private Metadata read(String issuer) {
        var slash = issuer.endsWith("/") ? "" : "/";
        var address = URI.create(issuer + slash + ".well-known/openid-configuration");
        var document = parse(body(outbound.get(endpoint(issuer), address, Map.of("Accept", "application/json"))));
        if (!issuer.equals(document.path("issuer").asString(""))) {
            throw unavailable("It calls itself by another name than the issuer typed in");
        }
        var methods = document.path("token_endpoint_auth_methods_supported");
        return new Metadata(
                issuer,
                address(document, "authorization_endpoint", issuer),
                address(document, "token_endpoint", issuer),
                address(document, "jwks_uri", issuer),
                document.hasNonNull("userinfo_endpoint") ? address(document, "userinfo_endpoint", issuer) : null,
                document.path("authorization_response_iss_parameter_supported").asBoolean(false),
                methods.isArray() && !texts(methods).contains("client_secret_basic"),
                texts(document.path("code_challenge_methods_supported")),
                texts(document.path("id_token_signing_alg_values_supported")));
    }

    /// Over TLS, unless the issuer itself is one of the hosts an operator lets be reached without.
    private static URI address(JsonNode document, String name, String issuer) {
        try {
            var address = URI.create(document.path(name).asString(""));
            if (address.getHost() != null
                    && address.getRawFragment() == null
                    && ("https".equals(address.getScheme())
                            || URI.create(issuer).getScheme().equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw unavailable("It names no usable " + name);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(value -> value.asString("")).toList();
    }
}
