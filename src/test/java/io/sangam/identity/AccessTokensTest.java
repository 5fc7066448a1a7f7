package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sangam.database.DatabaseSettings;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TokenKeys keys = new TokenKeys(
            new SecuritySettings("a key of more than thirty-two characters", 64, null),
            new DatabaseSettings(Path.of("unused"), null, null, null, null, null, 1, false));
    private final TenantId tenant = TenantId.next();
    private final UserId user = UserId.next();
    private final UUID session = UUID.randomUUID();

    @Test
    void believesItsOwnTokensForFifteenMinutesAndALittle() throws JOSEException {
        var token = at(NOON).issue(tenant, user, session);

        assertThat(at(NOON).verify(token))
                .hasValue(new AccessTokens.Claims(tenant, user, session, NOON.plusSeconds(900)));
        assertThat(at(NOON.plusSeconds(929)).verify(token)).isPresent();
        assertThat(at(NOON.plusSeconds(931)).verify(token)).isEmpty();
    }

    @Test
    void aRememberedTokenStillExpires() throws JOSEException {
        var tokens = at(NOON);
        var token = at(NOON.minusSeconds(1000)).issue(tenant, user, session);

        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void believesNothingElse() throws JOSEException {
        assertThat(at(NOON).verify(forged("at+jwt", JWSAlgorithm.HS256, claims -> claims)))
                .isPresent();

        assertThat(at(NOON).verify(forged("JWT", JWSAlgorithm.HS256, claims -> claims)))
                .isEmpty();
        assertThat(at(NOON).verify(forged("at+jwt", JWSAlgorithm.HS256, claims -> claims.issuer("other"))))
                .isEmpty();
        assertThat(at(NOON).verify(forged("at+jwt", JWSAlgorithm.HS256, claims -> claims.audience("other"))))
                .isEmpty();
        assertThat(at(NOON).verify(forged("at+jwt", JWSAlgorithm.HS256, claims -> claims.expirationTime(null))))
                .isEmpty();
        assertThat(at(NOON).verify(forged("at+jwt", JWSAlgorithm.HS256, claims -> claims.subject(null))))
                .isEmpty();
        assertThat(at(NOON).verify(forged(
                        "at+jwt", JWSAlgorithm.HS256, claims -> claims.issueTime(Date.from(NOON.plusSeconds(60))))))
                .isEmpty();
        assertThat(at(NOON).verify(forged(
                        "at+jwt", JWSAlgorithm.HS256, claims -> claims.notBeforeTime(Date.from(NOON.plusSeconds(60))))))
                .isEmpty();
        assertThat(at(NOON).verify(new PlainJWT(claims().build()).serialize())).isEmpty();
        assertThat(at(NOON).verify("a.b.c")).isEmpty();
        assertThat(at(NOON).verify("x".repeat(100_000))).isEmpty();
    }

    @Test
    void believesNoCriticalHeaderAndNoOtherKey() throws JOSEException {
        var critical = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();

        assertThat(at(NOON).verify(signed(critical, keys.accessTokens()))).isEmpty();
        assertThat(at(NOON).verify(signed(header("at+jwt", JWSAlgorithm.HS256), new byte[32])))
                .isEmpty();
    }

    private AccessTokens at(Instant now) throws JOSEException {
        return new AccessTokens(keys, Clock.fixed(now, ZoneOffset.UTC));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("sangam")
                .audience("sangam-api")
                .subject(user.toString())
                .claim("tenant", tenant.toString())
                .claim("sid", session.toString())
                .issueTime(Date.from(NOON))
                .expirationTime(Date.from(NOON.plusSeconds(900)));
    }

    private String forged(String type, JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        var token =
                new SignedJWT(header(type, algorithm), change.apply(claims()).build());
        token.sign(new MACSigner(keys.accessTokens()));
        return token.serialize();
    }

    private String signed(JWSHeader header, byte[] key) throws JOSEException {
        var token = new SignedJWT(header, claims().build());
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private static JWSHeader header(String type, JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).build();
    }
}
