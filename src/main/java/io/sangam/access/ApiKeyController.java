package io.sangam.access;

import io.sangam.identity.ApiKey;
import io.sangam.identity.ApiKeys;
import io.sangam.identity.KeyInUse;
import io.sangam.identity.KeyScope;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/api-keys")
@Tag(name = "API keys", description = "Keys by which scripts and other systems act for a person")
class ApiKeyController {

    private static final String USERS = "users";

    private final ApiKeys keys;
    private final Administration administration;
    private final Access access;
    private final Users users;

    ApiKeyController(ApiKeys keys, Administration administration, Access access, Users users) {
        this.keys = keys;
        this.administration = administration;
        this.access = access;
        this.users = users;
    }

    /// @param modules limits it to these; absent or empty: as far as its owner
    /// @param expiresAt absent: until somebody revokes it
    record NewApiKey(
            @NotBlank @Size(max = 100) @OneLine String name,
            @NotEmpty Set<@NotNull KeyScope> scopes,
            @Nullable @Size(max = 50) Set<@NotNull String> modules,
            @Nullable Instant expiresAt) {}

    record KeyOwner(UserId id, String name) {}

    /// @param lastUsedAt at most a minute behind
    record ApiKeyView(
            UUID id,
            String name,
            KeyOwner owner,
            List<KeyScope> scopes,
            List<String> modules,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedIp,
            boolean expired) {}

    /// @param key says which key it is
    /// @param secret proves it; both are shown this once
    /// @param bearer both in one word, for `Authorization: Bearer`
    record CreatedApiKey(ApiKeyView apiKey, String key, String secret, String bearer) {}

    @GetMapping
    @Transactional(readOnly = true)
    @Operation(
            summary = "List API keys",
            description = "The caller's own; with `everybody=true` those of the whole company, or with `user` of one"
                    + " person, which needs read on users. Newest first, without secrets and without revoked ones."
                    + " `meta.cursor` continues the list.")
    public Answer<List<ApiKeyView>> listApiKeys(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "false") boolean everybody,
            @RequestParam(required = false) @Nullable UserId user,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var whose = user == null && !everybody ? actor.user() : user;
        if (!actor.user().equals(whose)) {
            access.require(actor, USERS, Level.READ);
        }
        var found = keys.list(actor.tenant(), whose, cursor, limit + 1);
        return Answer.page(views(actor, found), limit, ApiKeyView::id);
    }

    @PostMapping
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make an API key",
            description = "Send it as `Authorization: Bearer <bearer>` or `Authorization: token <key>:<secret>`. It"
                    + " never holds more than its owner does at that moment: `read` lets it read, `write` change too,"
                    + " `admin` change what belongs to the company as a whole, such as people and roles, and needs an"
                    + " owner who may. `modules` limits it further. Only a signed-in person makes keys. 403"
                    + " `RIGHTS_EXCEED_YOURS`, `API_KEY_SCOPE_MISSING`; 409 `API_KEY_LIMIT`: 50 per person.")
    public Answer<CreatedApiKey> createApiKey(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewApiKey body) {
        if (KeyInUse.current().isPresent()) {
            throw new SangamException(KernelError.FORBIDDEN, "Only a signed-in person makes keys");
        }
        var modules = Patch.orKeep(body.modules(), Set.<String>of());
        requireHeld(actor, body.scopes(), modules);
        var created = keys.create(actor, body.name(), body.scopes(), modules, body.expiresAt());
        return Answer.of(new CreatedApiKey(
                views(actor, List.of(created.apiKey())).getFirst(),
                created.key(),
                created.secret(),
                created.key() + "." + created.secret()));
    }

    @DeleteMapping("/{id}")
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoke an API key",
            description = "It stops working within 5 seconds, for good. One's own, or as an administrator anybody's:"
                    + " write on users and all the rights of its owner (403 `RIGHTS_EXCEED_YOURS`).")
    public void revokeApiKey(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var key = keys.get(actor.tenant(), id);
        if (!key.user().equals(actor.user())) {
            if (!access.rights(actor).canRead(USERS)) {
                throw SangamException.notFound();
            }
            administration.requireOver(actor, key.user());
        }
        keys.revoke(actor, key);
    }

    private void requireHeld(Actor actor, Set<KeyScope> scopes, Set<String> modules) {
        var rights = access.rights(actor);
        for (var module : modules) {
            if (!Catalog.isModule(module)) {
                throw SangamException.invalid("modules", "MODULE_UNKNOWN", "There is no module " + module);
            }
            if (!rights.canRead(module)) {
                throw new SangamException(AccessError.RIGHTS_EXCEED_YOURS, "You may not read " + module + " yourself");
            }
        }
        var administers =
                Catalog.MODULES.stream().anyMatch(module -> !module.scoped() && rights.canWrite(module.key()));
        if (scopes.contains(KeyScope.ADMIN) && !administers) {
            throw new SangamException(
                    AccessError.RIGHTS_EXCEED_YOURS, "Only who administers something can give a key the scope `admin`");
        }
    }

    private List<ApiKeyView> views(Actor actor, List<ApiKey> page) {
        var names = users.names(actor.tenant(), page.stream().map(ApiKey::user).collect(Collectors.toSet()));
        return page.stream()
                .map(key -> new ApiKeyView(
                        key.id(),
                        key.name(),
                        new KeyOwner(key.user(), names.getOrDefault(key.user(), "")),
                        key.scopes().stream().sorted().toList(),
                        key.modules().stream().sorted().toList(),
                        key.createdAt(),
                        key.expiresAt(),
                        key.lastUsedAt(),
                        key.lastUsedIp().isEmpty() ? null : key.lastUsedIp(),
                        keys.isExpired(key)))
                .toList();
    }
}
