package io.sangam.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Access tokens: JWTs of [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068) that live fifteen minutes and name a
/// session. Nothing in the token's header is believed: algorithm, type and key are ours.
@Component
class AccessTokens {

    static final Duration LIFE = Duration.ofMinutes(15);

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String ISSUER = "sangam";
    private static final String AUDIENCE = "sangam-api";
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final int MAX_LENGTH = 2_000;

    record Claims(TenantId tenant, UserId user, UUID session, Instant expiresAt) {}

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;
    /// Checking a signature costs more than the rest of a small request.
    private final Cache<String, Claims> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    AccessTokens(TokenKeys keys, Clock clock) throws JOSEException {
        this.signer = new MACSigner(keys.accessTokens());
        this.verifier = new MACVerifier(keys.accessTokens());
        this.clock = clock;
    }

    String issue(TenantId tenant, UserId user, UUID session) {
        return issue(tenant, user, session, LIFE);
    }

    String issue(TenantId tenant, UserId user, UUID session, Duration life) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user.toString())
                .claim("tenant", tenant.toString())
                .claim("sid", session.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key is of a fixed size that fits HS256", e);
        }
        return token.serialize();
    }

    Optional<Claims> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var known = Optional.ofNullable(verified.getIfPresent(token));
        var claims = known.or(() -> read(token));
        if (known.isEmpty()) {
            claims.ifPresent(found -> verified.put(token, found));
        }
        return claims.filter(found -> clock.instant().isBefore(found.expiresAt().plus(LEEWAY)));
    }

    private Optional<Claims> read(String text) {
        try {
            var token = SignedJWT.parse(text);
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    || !TYPE.equals(token.getHeader().getType())
                    || token.getHeader().getCriticalParams() != null
                    || !token.verify(verifier)) {
                return Optional.empty();
            }
            var claims = token.getJWTClaimsSet();
            var latestStart = Date.from(clock.instant().plus(LEEWAY));
            if (!ISSUER.equals(claims.getIssuer())
                    || !claims.getAudience().contains(AUDIENCE)
                    || claims.getExpirationTime() == null
                    || claims.getIssueTime() == null
                    || claims.getIssueTime().after(latestStart)
                    || (claims.getNotBeforeTime() != null
                            && claims.getNotBeforeTime().after(latestStart))) {
                return Optional.empty();
            }
            return Optional.of(new Claims(
                    new TenantId(UUID.fromString(claims.getStringClaim("tenant"))),
                    UserId.of(claims.getSubject()),
                    UUID.fromString(claims.getStringClaim("sid")),
                    claims.getExpirationTime().toInstant()));
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException _) {
            // Whatever is wrong with it, it is not one of ours.
            return Optional.empty();
        }
    }
}
