package io.sangam.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An authenticator and its browser in software: what `navigator.credentials` would answer, right or wrong as told.
final class TestAuthenticator {

    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int ATTESTED = 64;

    private final JsonMapper json = JsonMapper.builder().build();
    private final byte[] credentialId = new byte[16];
    private final KeyPair keys;
    private String origin;
    private boolean verifying = true;
    private int counter;
    private byte[] userHandle = new byte[0];

    TestAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(credentialId);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TestAuthenticator at(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    TestAuthenticator verifyingUsers(boolean does) {
        verifying = does;
        return this;
    }

    TestAuthenticator countingFrom(int next) {
        counter = next - 1;
        return this;
    }

    TestAuthenticator claimingToBe(byte[] handle) {
        userHandle = handle;
        return this;
    }

    byte[] userHandle() {
        return userHandle;
    }

    Map<String, Object> create(JsonNode options) {
        userHandle = bytes(options.path("userId").asString());
        var client = client("webauthn.create", options.path("challenge").asString());
        var authenticator = authenticatorData(options.path("rpId").asString(), ATTESTED);
        var attestation = concat(
                hex("a363666d74646e6f6e656761747453746d74a0686175746844617461"),
                new byte[] {0x59, (byte) (authenticator.length >> 8), (byte) authenticator.length},
                authenticator);
        return credential(Map.of("clientDataJSON", text(client), "attestationObject", text(attestation)));
    }

    Map<String, Object> sign(JsonNode options) {
        var client = client("webauthn.get", options.path("challenge").asString());
        var authenticator = authenticatorData(options.path("rpId").asString(), 0);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(authenticator);
            signature.update(TokenKeys.sha256(client));
            return credential(Map.of(
                    "clientDataJSON", text(client),
                    "authenticatorData", text(authenticator),
                    "signature", text(signature.sign()),
                    "userHandle", text(userHandle)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] authenticatorData(String rpId, int more) {
        var flags = PRESENT | (verifying ? VERIFIED : 0) | more;
        var head = ByteBuffer.allocate(37)
                .put(TokenKeys.sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(++counter)
                .array();
        return more == 0
                ? head
                : concat(head, new byte[16], new byte[] {0, (byte) credentialId.length}, credentialId, publicKey());
    }

    /// COSE: an EC2 key on P-256 for ES256.
    private byte[] publicKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return concat(
                hex("a5010203262001215820"),
                padded(point.getAffineX().toByteArray()),
                hex("225820"),
                padded(point.getAffineY().toByteArray()));
    }

    private byte[] client(String type, String challenge) {
        return json.writeValueAsBytes(
                Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false));
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        return Map.of(
                "id",
                text(credentialId),
                "rawId",
                text(credentialId),
                "type",
                "public-key",
                "response",
                response,
                "clientExtensionResults",
                Map.of());
    }

    private static byte[] padded(byte[] number) {
        var padded = new byte[32];
        var length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, padded, 32 - length, length);
        return padded;
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
