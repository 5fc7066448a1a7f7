package io.sangam.sso;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sso")
@Tag(name = "Single sign-on", description = "Sign-in through a company's own OpenID Connect providers")
class ProviderController {

    /// @param domains e-mail domains it may vouch for; none: any, but then only for people who have an account
    /// @param roleId what unknown people with a verified address become; null: they stay outside
    record NewProvider(
            @NotBlank @Size(max = 60) @OneLine String name,
            @NotBlank @Size(max = 500) String issuer,
            @NotBlank @Size(max = 255) String clientId,
            @NotBlank @Size(max = 500) String clientSecret,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 253) String> domains,
            @Nullable UUID roleId,
            boolean active) {}

    /// @param clientSecret null keeps the one there is
    record ProviderChange(
            @NotNull Integer version,
            @NotBlank @Size(max = 60) @OneLine String name,
            @NotBlank @Size(max = 500) String issuer,
            @NotBlank @Size(max = 255) String clientId,
            @Nullable @Size(min = 1, max = 500) String clientSecret,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 253) String> domains,
            @Nullable UUID roleId,
            boolean active) {}

    /// @param redirectUri what has to be registered at each provider
    /// @param passwords whether people who are no administrators may sign in by password
    record SsoSettings(String redirectUri, boolean passwords, List<Provider> providers) {}

    record PasswordSetting(@NotNull Boolean passwords) {}

    private final Providers providers;
    private final SsoSignIn signIn;
    private final HealthCheck health;

    ProviderController(Providers providers, SsoSignIn signIn, HealthCheck health) {
        this.providers = providers;
        this.signIn = signIn;
        this.health = health;
    }

    @GetMapping("/providers")
    @Operation(
            summary = "List the providers",
            description = "By name, without their secrets, with the address to register at each. Needs read on system.")
    Answer<SsoSettings> listProviders(@Parameter(hidden = true) Actor actor) {
        return Answer.of(settings(actor));
    }

    @PostMapping("/providers")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a provider", description = """
                    `issuer` is its address as its discovery document writes it. The secret is sealed and never shown \
                    again. Needs write on system and all rights of an administrator, because whoever names a provider \
                    decides who is who (RIGHTS_EXCEED_YOURS, 403); the same goes for the role of newcomers. Errors: \
                    PROVIDER_LIMIT, PROVIDER_NAME_TAKEN (409), URL_INVALID, URL_NOT_REACHABLE, DOMAIN_INVALID, \
                    VALUE_MISSING, ROLE_UNKNOWN in `errors` (422).""")
    Answer<Provider> createProvider(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewProvider body) {
        return Answer.of(providers.add(
                actor,
                new Providers.Wish(
                        body.name(), body.issuer(), body.clientId(), body.domains(), body.roleId(), body.active()),
                body.clientSecret()));
    }

    @PutMapping("/providers/{id}")
    @Operation(
            summary = "Change a provider",
            description = "Replaces all but the secret, which stays when left out; another issuer needs its own."
                    + " VERSION_CONFLICT (409) carries the `current` provider. Otherwise as when adding.")
    Answer<Provider> changeProvider(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ProviderChange body) {
        return Answer.of(providers.change(
                actor,
                id,
                body.version(),
                new Providers.Wish(
                        body.name(), body.issuer(), body.clientId(), body.domains(), body.roleId(), body.active()),
                body.clientSecret()));
    }

    @DeleteMapping("/providers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a provider",
            description = "Nobody comes in through it any more; open sessions go on. VERSION_CONFLICT (409).")
    void deleteProvider(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        providers.delete(actor, id, version);
    }

    @PostMapping("/providers/{id}/test")
    @Operation(
            summary = "Test a provider",
            description = "Asks it anew for its discovery document and keys, and says what was found. Nobody signs in.")
    Answer<List<HealthCheck.Finding>> testProvider(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(health.of(providers.forTest(actor, id)));
    }

    @PutMapping("/passwords")
    @Operation(
            summary = "Say whether passwords stay possible",
            description = "Administrators can always sign in by password, and everybody can while no provider is"
                    + " active. PROVIDER_MISSING (409) when none is. Needs what adding a provider needs.")
    Answer<SsoSettings> setPasswordSignIn(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody PasswordSetting body) {
        providers.setPasswords(actor, body.passwords());
        return Answer.of(settings(actor));
    }

    @DeleteMapping("/links/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Forget as whom a user signs in at providers",
            description = "For somebody who got a new account there: the next sign-in goes by his verified address"
                    + " again. Needs what adding a provider needs.")
    void unlinkUser(@Parameter(hidden = true) Actor actor, @PathVariable UserId userId) {
        providers.unlink(actor, userId);
    }

    private SsoSettings settings(Actor actor) {
        return new SsoSettings(signIn.redirectUri(), providers.passwords(actor), providers.all(actor));
    }
}
