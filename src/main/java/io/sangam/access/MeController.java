package io.sangam.access;

import io.sangam.identity.CurrentSession;
import io.sangam.identity.Presence;
import io.sangam.identity.SecondFactors;
import io.sangam.identity.User;
import io.sangam.identity.UserAccounts;
import io.sangam.identity.Viewing;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Me", description = "The signed-in user, his company, and what he may do")
class MeController {

    private final UserAccounts accounts;
    private final Tenants tenants;
    private final Access access;
    private final RoleRepository roles;
    private final SecondFactors factors;
    private final Pools pools;

    MeController(
            UserAccounts accounts,
            Tenants tenants,
            Access access,
            RoleRepository roles,
            SecondFactors factors,
            Pools pools) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.access = access;
        this.roles = roles;
        this.factors = factors;
        this.pools = pools;
    }

    /// @param timeZone null: the company's
    /// @param preferences whatever the web app keeps for its user
    record MyUser(
            UserId id,
            String name,
            String email,
            @Nullable String phone,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable UUID teamId,
            Presence presence,
            @Nullable LocalDate leaveFrom,
            @Nullable LocalDate leaveTo,
            JsonNode preferences) {}

    record MyTenant(
            TenantId id,
            String slug,
            String name,
            String timeZone,
            String currency,
            String defaultCountry,
            String locale,
            Preset preset) {

        static MyTenant of(Tenant tenant) {
            return new MyTenant(
                    tenant.id(),
                    tenant.slug(),
                    tenant.name(),
                    tenant.timeZone().getId(),
                    tenant.currency(),
                    tenant.defaultCountry(),
                    tenant.locale(),
                    tenant.preset());
        }
    }

    record RoleName(String key, String name) {}

    record MyRight(Level level, RowScope scope, List<String> actions) {}

    /// @param rights by module; an absent module is closed
    /// @param mustAddSecondFactor the company wants one of him, and nothing else is open before
    /// @param pools the modules whose records he may help himself to when nobody keeps them
    /// @param fields by class of sensitive fields: clear, masked or hidden
    /// @param viewedBy the administrator who looks through this user's eyes; null as a rule
    record Me(
            MyUser user,
            MyTenant tenant,
            List<RoleName> roles,
            Map<String, MyRight> rights,
            List<String> pools,
            Map<String, Visibility> fields,
            boolean mustChangePassword,
            boolean mustAddSecondFactor,
            @Nullable ViewedBy viewedBy) {}

    /// @param until then the view ends by itself
    record ViewedBy(UserId id, String name, Instant until) {}

    /// @param phone any usual spelling; null clears it
    /// @param timeZone an IANA name; null means the company's
    /// @param presence `busy`: no new work by itself; `away`: not there, either
    /// @param leaveFrom the first day, of the user's own calendar, on which he gets no new work by itself
    /// @param leaveTo the last; null while nobody knows
    record ChangeMe(
            @Nullable @Size(min = 1, max = 200) @OneLine String name,

            @Schema(type = "string", nullable = true) @Nullable
            JsonNode phone,

            @Schema(type = "string", nullable = true) @Nullable
            JsonNode timeZone,

            @Schema(type = "string", nullable = true) @Nullable
            JsonNode locale,

            @Nullable Presence presence,

            @Schema(type = "string", format = "date", nullable = true) @Nullable
            JsonNode leaveFrom,

            @Schema(type = "string", format = "date", nullable = true) @Nullable
            JsonNode leaveTo,

            @Schema(types = {"object", "null"}) @Nullable JsonNode preferences) {}

    @GetMapping
    @Transactional(readOnly = true)
    @Operation(
            summary = "Who am I, and what may I do",
            description = "Rights are the highest of all roles held. Also answers while a password change is due.")
    public Answer<Me> me(
            @Parameter(hidden = true) Actor actor,
            @Parameter(hidden = true) @RequestAttribute(name = CurrentSession.ATTRIBUTE, required = false) @Nullable
                    CurrentSession session) {
        return Answer.of(view(actor, session));
    }

    @PatchMapping
    @Transactional
    @Operation(
            summary = "Change my own profile",
            description = "Absent members stay as they are, null clears. Preferences are replaced as a whole, at most"
                    + " 20,000 characters. E-mail, team and roles are changed by an administrator.")
    public Answer<Me> changeMe(
            @Parameter(hidden = true) Actor actor,
            @Parameter(hidden = true) @RequestAttribute(name = CurrentSession.ATTRIBUTE, required = false) @Nullable
                    CurrentSession session,
            @Valid @RequestBody ChangeMe body) {
        var before = accounts.get(actor, actor.user());
        accounts.change(actor, actor.user(), before.version(), user -> patched(user, body));
        if (body.preferences() != null) {
            accounts.setPreferences(actor, body.preferences());
        }
        return Answer.of(view(actor, session));
    }

    private static User patched(User user, ChangeMe body) {
        return new User(
                user.id(),
                Patch.orKeep(body.name(), user.name()),
                user.email(),
                Patch.apply(body.phone(), user.phone(), "phone", Function.identity()),
                user.teamId(),
                user.managerId(),
                user.partnerId(),
                user.reach(),
                Patch.apply(body.timeZone(), user.timeZone(), "timeZone", ZoneId::of),
                Patch.apply(body.locale(), user.locale(), "locale", Locales::checked),
                Patch.orKeep(body.presence(), user.presence()),
                Patch.apply(body.leaveFrom(), user.leaveFrom(), "leaveFrom", LocalDate::parse),
                Patch.apply(body.leaveTo(), user.leaveTo(), "leaveTo", LocalDate::parse),
                user.active(),
                user.lastLoginAt(),
                user.version());
    }

    private Me view(Actor actor, @Nullable CurrentSession session) {
        var user = accounts.get(actor, actor.user());
        var rights = access.rights(actor);
        var modules = new TreeMap<String, MyRight>();
        rights.modules()
                .forEach((module, right) -> modules.put(
                        module,
                        new MyRight(
                                right.level(),
                                right.scope(),
                                right.actions().stream().sorted().toList())));
        var fields = Arrays.stream(Sensitivity.values())
                .filter(sensitivity -> sensitivity != Sensitivity.NONE)
                .collect(Collectors.toMap(Catalog::word, rights::visibility));
        return new Me(
                new MyUser(
                        user.id(),
                        user.name(),
                        user.email(),
                        user.phone(),
                        user.timeZone() == null ? null : user.timeZone().getId(),
                        user.locale(),
                        user.teamId(),
                        user.presence(),
                        user.leaveFrom(),
                        user.leaveTo(),
                        accounts.preferences(actor)),
                MyTenant.of(tenants.get(actor.tenant())),
                roles.ofUser(actor.tenant(), actor.user()).stream()
                        .map(role -> new RoleName(role.key(), role.name()))
                        .toList(),
                modules,
                pools.of(actor),
                fields,
                session == null ? accounts.mustChangePassword(actor) : session.mustChangePassword(),
                session == null ? factors.isDue(actor) : session.mustAddSecondFactor(),
                session == null || session.viewing() == null ? null : viewedBy(actor, session.viewing()));
    }

    private ViewedBy viewedBy(Actor actor, Viewing viewing) {
        return new ViewedBy(
                viewing.viewer(), accounts.get(actor, viewing.viewer()).name(), viewing.until());
    }
}
