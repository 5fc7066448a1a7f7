package io.sangam.identity;

import io.sangam.identity.SecondFactors.Enrolment;
import io.sangam.identity.SecondFactors.Factors;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/second-factor")
@Tag(name = "Second factor", description = "An authenticator app and recovery codes beside the password")
class SecondFactorController {

    private final SecondFactors factors;
    private final FactorPolicy policy;
    private final Proofs proofs;
    private final Sessions sessions;

    SecondFactorController(SecondFactors factors, FactorPolicy policy, Proofs proofs, Sessions sessions) {
        this.factors = factors;
        this.policy = policy;
        this.proofs = proofs;
        this.sessions = sessions;
    }

    record Proven(@Valid @NotNull FreshProof proof) {}

    record CodeRequest(@NotBlank @Size(max = 40) String code) {}

    record ProvenCode(
            @Valid @NotNull FreshProof proof,
            @NotBlank @Size(max = 40) String code) {}

    /// @param codes ten, each good once instead of a code of the app
    record RecoveryCodes(List<String> codes) {}

    @GetMapping
    @Operation(
            summary = "What I have beside my password",
            description =
                    "Since when there is an authenticator app, how many recovery codes are left, the passkeys, and"
                            + " whether the company requires one of them.")
    Answer<Factors> readSecondFactors(SignedIn caller) {
        return Answer.of(factors.of(caller.actor(), policy.requiresSecondFactor(caller.actor())));
    }

    @PostMapping("/authenticator")
    @Operation(
            summary = "Begin with an authenticator app",
            description = "Answers the secret as text, as an otpauth address and as a QR code (SVG). It counts once a"
                    + " code confirmed it, within 15 minutes; an app that counts already stays until then. `proof` is"
                    + " the password or a passkey: 422 `PASSWORD_WRONG`, `PASSKEY_REFUSED`.")
    Answer<Enrolment> beginAuthenticator(SignedIn caller, @Valid @RequestBody Proven body, HttpServletRequest request) {
        proofs.require(caller.actor(), body.proof(), Device.of(request));
        return Answer.of(factors.begin(caller.actor()));
    }

    @PostMapping("/authenticator/confirm")
    @Operation(
            summary = "Confirm the authenticator app with its first code",
            description = "From now on signing in asks for a code. Answers ten recovery codes, shown this once; older"
                    + " ones stop working. 422 `SECOND_FACTOR_WRONG`, 409 `SECOND_FACTOR_NOT_SET`, 429"
                    + " `LOGIN_THROTTLED`.")
    Answer<RecoveryCodes> confirmAuthenticator(
            SignedIn caller, @Valid @RequestBody CodeRequest body, HttpServletRequest request) {
        var codes = factors.confirm(caller.actor(), body.code(), Device.of(request));
        sessions.forget(caller.actor().tenant(), caller.session());
        return Answer.of(new RecoveryCodes(codes));
    }

    @PostMapping("/authenticator/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Turn the authenticator app off",
            description = "Asks for the password or a passkey, and for a code of the app or a recovery code.")
    void removeAuthenticator(SignedIn caller, @Valid @RequestBody ProvenCode body, HttpServletRequest request) {
        var device = Device.of(request);
        proofs.require(caller.actor(), body.proof(), device);
        factors.removeAuthenticator(caller.actor(), body.code(), device);
        sessions.forget(caller.actor().tenant(), caller.session());
    }

    @PostMapping("/recovery-codes")
    @Operation(
            summary = "Make new recovery codes",
            description = "Ten, shown this once; those before stop working. 409 `SECOND_FACTOR_NOT_SET` without an app"
                    + " and without a passkey.")
    Answer<RecoveryCodes> makeRecoveryCodes(
            SignedIn caller, @Valid @RequestBody Proven body, HttpServletRequest request) {
        var device = Device.of(request);
        proofs.require(caller.actor(), body.proof(), device);
        return Answer.of(new RecoveryCodes(factors.regenerate(caller.actor(), device)));
    }
}
