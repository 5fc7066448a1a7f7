package io.sangam.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sangam.kernel.SangamException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Believes an ID token only after every check of
/// [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation). The token's own words
/// choose among the provider's keys and nothing else: neither `none` nor a shared secret counts as a signature.
@Component
class IdTokens {

    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int LONGEST = 16_000;
    private static final int LONGEST_SUBJECT = 255;
    private static final int SMALLEST_RSA = 2_048;

    private final Discovery discovery;
    private final Clock clock;

    IdTokens(Discovery discovery, Clock clock) {
        this.discovery = discovery;
        this.clock = clock;
    }

    /// The token's claims, all checked.
    ///
    /// @param accessToken that came with it, to which it may be tied
    JWTClaimsSet verified(
            Discovery.Metadata provider, String clientId, String nonce, String text, @Nullable String accessToken) {
        if (text.length() > LONGEST) {
            throw invalid("It is too long");
        }
        try {
            var token = SignedJWT.parse(text);
            requireSignature(provider, token);
            var claims = token.getJWTClaimsSet();
            requireAudience(provider, clientId, claims);
            requireTimes(claims);
            if (!nonce.equals(claims.getStringClaim("nonce"))) {
                throw invalid("It answers another request");
            }
            @Nullable String hash = claims.getStringClaim("at_hash");
            if (hash != null && (accessToken == null || !hash.equals(half(token, accessToken)))) {
                throw invalid("It belongs to another access token");
            }
            return claims;
        } catch (ParseException | JOSEException _) {
            throw invalid("It is no signed token");
        }
    }

    private void requireSignature(Discovery.Metadata provider, SignedJWT token) throws JOSEException {
        var header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())
                || header.getCriticalParams() != null
                || (header.getType() != null && !JOSEObjectType.JWT.equals(header.getType()))) {
            throw invalid("It is signed in a way we do not accept");
        }
        if (!isSignedBy(discovery.keys(provider, false), token) && !isSignedBy(discovery.keys(provider, true), token)) {
            throw invalid("None of the provider's keys has signed it");
        }
    }

    private static boolean isSignedBy(JWKSet keys, SignedJWT token) throws JOSEException {
        var fitting = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader())).select(keys);
        for (var key : fitting) {
            if (isUsable(key)
                    && token.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey()))) {
                return true;
            }
        }
        return false;
    }

    static boolean isUsable(JWK key) {
        return key instanceof AsymmetricJWK && (!(key instanceof RSAKey) || key.size() >= SMALLEST_RSA);
    }

    private static void requireAudience(Discovery.Metadata provider, String clientId, JWTClaimsSet claims)
            throws ParseException {
        @Nullable String party = claims.getStringClaim("azp");
        @Nullable String subject = claims.getSubject();
        if (!provider.issuer().equals(claims.getIssuer())) {
            throw invalid("Another issuer has made it");
        }
        if (!claims.getAudience().contains(clientId)
                || (claims.getAudience().size() > 1 && party == null)
                || (party != null && !party.equals(clientId))) {
            throw invalid("It was made for somebody else");
        }
        if (subject == null || subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            throw invalid("It names nobody");
        }
    }

    private void requireTimes(JWTClaimsSet claims) {
        var now = clock.instant();
        @Nullable Date expires = claims.getExpirationTime();
        @Nullable Date issued = claims.getIssueTime();
        @Nullable Date starts = claims.getNotBeforeTime();
        if (expires == null || !now.isBefore(expires.toInstant().plus(LEEWAY))) {
            throw invalid("It is too old");
        }
        if (issued == null || isLater(issued, now) || (starts != null && isLater(starts, now))) {
            throw invalid("It is of the future");
        }
    }

    private static boolean isLater(Date date, Instant now) {
        return date.toInstant().isAfter(now.plus(LEEWAY));
    }

    /// The left half of the access token's hash, by the hash the signature uses.
    private static String half(SignedJWT token, String accessToken) {
        var name = token.getHeader().getAlgorithm().getName();
        try {
            var hash = MessageDigest.getInstance("SHA-" + name.substring(2))
                    .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-2 is part of every JDK", e);
        }
    }

    private static SangamException invalid(String reason) {
        return new SangamException(SsoError.SSO_TOKEN_INVALID, reason);
    }
}
