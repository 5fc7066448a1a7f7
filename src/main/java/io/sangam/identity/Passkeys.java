package io.sangam.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import io.sangam.identity.db.tables.records.PasskeyRecord;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Passkeys by [WebAuthn](https://www.w3.org/TR/webauthn-3/): a key pair that never leaves its authenticator, opened by
/// a finger, a face or a PIN. It knows by itself whose it is, company included, and counts as both factors.
@Service
class Passkeys {

    private static final int MOST = 20;
    private static final int MAX_NAME = 100;
    private static final int HANDLE = 32;
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private final FactorRepository repository;
    private final SecondFactors factors;
    private final UserRepository users;
    private final Challenges challenges;
    private final SecurityLog log;
    private final PublicUrl url;
    private final Clock clock;
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager();
    private final AttestedCredentialDataConverter converter =
            new AttestedCredentialDataConverter(new ObjectConverter());

    Passkeys(
            FactorRepository repository,
            SecondFactors factors,
            UserRepository users,
            Challenges challenges,
            SecurityLog log,
            PublicUrl url,
            Clock clock) {
        this.repository = repository;
        this.factors = factors;
        this.users = users;
        this.challenges = challenges;
        this.log = log;
        this.url = url;
        this.clock = clock;
    }

    /// What a browser needs to make one; binary values are base64url.
    record CreationOptions(
            String challenge,
            String rpId,
            String rpName,
            String userId,
            String userName,
            String userDisplayName,
            List<Long> algorithms,
            List<String> excludeCredentials,
            long timeout) {}

    /// What a browser needs to sign with one.
    record SignatureOptions(String challenge, String rpId, long timeout) {}

    /// @param recoveryCodes fresh ones, when there were none; empty otherwise
    record AddedPasskey(UUID id, String name, List<String> recoveryCodes) {}

    /// What an authenticator signed, before anybody checked it: whose it claims to be.
    record Signature(TenantId tenant, UserId user, byte[] credential, byte[] challenge, AuthenticationData data) {

        boolean isBy(Actor actor) {
            return actor.tenant().equals(tenant) && actor.user().equals(user);
        }
    }

    @Transactional(readOnly = true)
    CreationOptions creationOptions(Actor actor) {
        var user = users.find(actor.tenant(), actor.user()).orElseThrow(SangamException::notFound);
        var handle = handle(actor);
        return new CreationOptions(
                text(challenges.issue(Challenges.Purpose.PASSKEY_REGISTRATION, handle)),
                url.host(),
                "Sangam",
                text(handle),
                user.email(),
                user.name(),
                ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList(),
                repository.passkeys(actor.tenant(), actor.user()).stream()
                        .map(row -> text(row.getCredentialId()))
                        .toList(),
                Challenges.LIFE.toMillis());
    }

    SignatureOptions signatureOptions() {
        return new SignatureOptions(
                text(challenges.issue(Challenges.Purpose.PASSKEY_SIGNATURE)), url.host(), Challenges.LIFE.toMillis());
    }

    @Transactional
    AddedPasskey add(Actor actor, String name, JsonNode credential, Device device) {
        var checkedName = checked(name);
        var data = registered(actor, credential);
        var attestation = data.getAttestationObject();
        var authenticator = attestation == null ? null : attestation.getAuthenticatorData();
        var attested = authenticator == null ? null : authenticator.getAttestedCredentialData();
        if (authenticator == null
                || attested == null
                || !challenges.spend(actor.tenant(), challengeOf(data))
                || repository.isCredentialKnown(actor.tenant(), attested.getCredentialId())) {
            throw refused();
        }
        if (repository.passkeys(actor.tenant(), actor.user()).size() >= MOST) {
            throw new SangamException(IdentityError.PASSKEY_LIMIT, "A person has at most 20 passkeys");
        }
        var passkey = new PasskeyRecord()
                .setTenantId(actor.tenant())
                .setId(Ids.next())
                .setUserId(actor.user())
                .setName(checkedName)
                .setCredentialId(attested.getCredentialId())
                .setCredential(converter.convert(attested))
                .setSignCount(authenticator.getSignCount())
                .setBackupEligible(authenticator.isFlagBE())
                .setBackedUp(authenticator.isFlagBS())
                .setCreatedAt(clock.instant());
        repository.insertPasskey(passkey);
        log.record(actor.tenant(), SecurityLog.Kind.PASSKEY_ADDED, actor.user(), device);
        return new AddedPasskey(passkey.getId(), checkedName, factors.codesUnlessThereAre(actor, device));
    }

    @Transactional
    void rename(Actor actor, UUID id, String name) {
        if (!repository.renamePasskey(actor.tenant(), actor.user(), id, checked(name))) {
            throw SangamException.notFound();
        }
    }

    @Transactional
    void remove(Actor actor, UUID id, Device device) {
        if (!repository.removePasskey(actor.tenant(), actor.user(), id)) {
            throw SangamException.notFound();
        }
        factors.forgetUselessCodes(actor);
        log.record(actor.tenant(), SecurityLog.Kind.PASSKEY_REMOVED, actor.user(), device);
    }

    /// Reads what a browser sent; refuses what does not answer a challenge of ours.
    Signature read(JsonNode credential) {
        requireParts(credential, "clientDataJSON", "authenticatorData", "signature", "userHandle");
        try {
            var data = webAuthn.parseAuthenticationResponseJSON(credential.toString());
            var client = data.getCollectedClientData();
            var handle = data.getUserHandle();
            var id = data.getCredentialId();
            if (client == null || id == null || handle == null || handle.length != HANDLE) {
                throw refused();
            }
            var challenge = client.getChallenge().getValue();
            if (!challenges.isGenuine(challenge, Challenges.Purpose.PASSKEY_SIGNATURE)) {
                throw refused();
            }
            var whose = ByteBuffer.wrap(handle);
            return new Signature(
                    new TenantId(new UUID(whose.getLong(), whose.getLong())),
                    new UserId(new UUID(whose.getLong(), whose.getLong())),
                    Arrays.copyOf(id, id.length),
                    challenge,
                    data);
        } catch (WebAuthnException | IllegalArgumentException _) {
            throw refused();
        }
    }

    /// In the caller's transaction and the signer's scope: whether his passkey made it, for the first time.
    boolean accept(Signature signature) {
        var tenant = signature.tenant();
        var found = repository.lockPasskey(tenant, signature.user(), signature.credential());
        if (found.isEmpty()) {
            return false;
        }
        var passkey = found.get();
        try {
            webAuthn.verify(
                    signature.data(),
                    new AuthenticationParameters(server(signature.challenge()), stored(passkey), null, true, true));
        } catch (WebAuthnException _) {
            return false;
        }
        var authenticator = signature.data().getAuthenticatorData();
        if (authenticator == null || !challenges.spend(tenant, signature.challenge())) {
            return false;
        }
        repository.usePasskey(
                tenant, passkey.getId(), authenticator.getSignCount(), authenticator.isFlagBS(), clock.instant());
        return true;
    }

    static SangamException refused() {
        return new SangamException(
                IdentityError.PASSKEY_REFUSED, "This passkey does not fit here, or it took too long; try again");
    }

    private RegistrationData registered(Actor actor, JsonNode credential) {
        requireParts(credential, "clientDataJSON", "attestationObject");
        try {
            var data = webAuthn.parseRegistrationResponseJSON(credential.toString());
            var challenge = challengeOf(data);
            if (!challenges.isGenuine(challenge, Challenges.Purpose.PASSKEY_REGISTRATION, handle(actor))) {
                throw refused();
            }
            var allowed = ALGORITHMS.stream()
                    .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();
            return webAuthn.verify(data, new RegistrationParameters(server(challenge), allowed, true, true));
        } catch (WebAuthnException | IllegalArgumentException _) {
            throw refused();
        }
    }

    /// The library takes for granted that they are there.
    private static void requireParts(JsonNode credential, String... parts) {
        var response = credential.path("response");
        if (!credential.path("rawId").isString()
                || !Stream.of(parts).allMatch(part -> response.path(part).isString())) {
            throw refused();
        }
    }

    private static byte[] challengeOf(RegistrationData data) {
        var client = data.getCollectedClientData();
        if (client == null) {
            throw refused();
        }
        return client.getChallenge().getValue();
    }

    private ServerProperty server(byte[] challenge) {
        return new ServerProperty(new Origin(url.origin()), url.host(), new DefaultChallenge(challenge));
    }

    private CredentialRecordImpl stored(PasskeyRecord passkey) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                passkey.getBackupEligible(),
                passkey.getBackedUp(),
                passkey.getSignCount(),
                converter.convert(passkey.getCredential()),
                null,
                null,
                null,
                Set.of());
    }

    private static byte[] handle(Actor actor) {
        var tenant = actor.tenant().value();
        var user = actor.user().value();
        return ByteBuffer.allocate(HANDLE)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .array();
    }

    private static String checked(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME) {
            throw SangamException.invalid("name", "NAME_INVALID", "A name has 1 to 100 characters");
        }
        return stripped;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
