package io.sangam.identity;

import io.sangam.identity.Passkeys.AddedPasskey;
import io.sangam.identity.Passkeys.CreationOptions;
import io.sangam.identity.SecondFactorController.Proven;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/auth/passkeys")
@Tag(name = "Passkeys", description = "Signing in with a finger, a face or a PIN instead of a password (WebAuthn)")
class PasskeyController {

    private final Passkeys passkeys;
    private final Proofs proofs;
    private final Sessions sessions;

    PasskeyController(Passkeys passkeys, Proofs proofs, Sessions sessions) {
        this.passkeys = passkeys;
        this.proofs = proofs;
        this.sessions = sessions;
    }

    /// @param credential what `navigator.credentials.create` answered, as JSON
    record NewPasskey(
            @NotBlank @Size(max = 100) @OneLine String name,

            @Schema(implementation = PasskeyCredential.class) @NotNull
            JsonNode credential) {}

    record PasskeyName(@NotBlank @Size(max = 100) @OneLine String name) {}

    @PostMapping("/options")
    @Operation(
            summary = "Begin with a passkey",
            description =
                    "What `navigator.credentials.create` needs, good for five minutes. `proof` is the password or a"
                            + " passkey there is already: 422 `PASSWORD_WRONG`, `PASSKEY_REFUSED`.")
    Answer<CreationOptions> beginPasskey(SignedIn caller, @Valid @RequestBody Proven body, HttpServletRequest request) {
        proofs.require(caller.actor(), body.proof(), Device.of(request));
        return Answer.of(passkeys.creationOptions(caller.actor()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a passkey",
            description = "It was made with user verification and found by its authenticator, or it is refused (422"
                    + " `PASSKEY_REFUSED`). Answers recovery codes, shown this once, when there were none. 409"
                    + " `PASSKEY_LIMIT`: 20.")
    Answer<AddedPasskey> addPasskey(SignedIn caller, @Valid @RequestBody NewPasskey body, HttpServletRequest request) {
        var added = passkeys.add(caller.actor(), body.name(), body.credential(), Device.of(request));
        sessions.forget(caller.actor().tenant(), caller.session());
        return Answer.of(added);
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Rename a passkey", description = "404 for anybody else's.")
    void renamePasskey(SignedIn caller, @PathVariable UUID id, @Valid @RequestBody PasskeyName body) {
        passkeys.rename(caller.actor(), id, body.name());
    }

    @PostMapping("/{id}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove a passkey",
            description = "Asks for the password or a passkey. 404 for anybody else's.")
    void removePasskey(
            SignedIn caller, @PathVariable UUID id, @Valid @RequestBody Proven body, HttpServletRequest request) {
        var device = Device.of(request);
        proofs.require(caller.actor(), body.proof(), device);
        passkeys.remove(caller.actor(), id, device);
        sessions.forget(caller.actor().tenant(), caller.session());
    }
}
