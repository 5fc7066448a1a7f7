package io.sangam.access;

import io.sangam.identity.Invitations;
import io.sangam.identity.PartnerFirms;
import io.sangam.identity.Presence;
import io.sangam.identity.Reach;
import io.sangam.identity.SecondFactors;
import io.sangam.identity.User;
import io.sangam.identity.UserAccounts.NewUser;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users", description = "The people of the company")
class UserController {

    private final Administration administration;
    private final Access access;
    private final Users users;
    private final PartnerFirms partners;
    private final SecondFactors factors;

    UserController(
            Administration administration, Access access, Users users, PartnerFirms partners, SecondFactors factors) {
        this.administration = administration;
        this.access = access;
        this.users = users;
        this.partners = partners;
        this.factors = factors;
    }

    record RoleRef(UUID id, String key, String name) {}

    /// @param state `open`, `expired` or `withdrawn`
    record InvitationView(String state, Instant sentAt, Instant expiresAt) {

        static InvitationView of(Invitations.Invitation invitation) {
            return new InvitationView(
                    invitation.state().name().toLowerCase(Locale.ROOT), invitation.sentAt(), invitation.expiresAt());
        }
    }

    /// @param invitation of somebody who has not chosen a password yet
    /// @param closedUntil he can't sign in before, because of too many wrong passwords
    record UserView(
            UserId id,
            String name,
            String email,
            @Nullable String phone,
            @Nullable UUID teamId,
            @Nullable String teamName,
            @Nullable UserId managerId,
            @Nullable String managerName,
            @Nullable UUID partnerId,
            @Nullable String partnerName,
            DataVisibility dataVisibility,
            Set<UUID> territoryIds,
            Set<UserId> supports,
            List<RoleRef> roles,
            boolean active,
            Presence presence,
            @Nullable LocalDate leaveFrom,
            @Nullable LocalDate leaveTo,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable Instant lastLoginAt,
            @Nullable InvitationView invitation,
            @Nullable Instant closedUntil,
            boolean secondFactor,
            int version) {}

    record DirectoryEntry(UserId id, String name, @Nullable UUID teamId, boolean active) {}

    /// @param oneTimePassword null when he was invited by mail
    record CreatedUser(UserView user, @Nullable String oneTimePassword) {}

    record OneTimePassword(String oneTimePassword) {}

    record CreateUser(
            @NotBlank @Size(max = 200) @OneLine String name,
            @NotBlank @Size(max = 254) String email,
            @Nullable @Size(max = 40) String phone,
            @NotNull @Size(max = 20) Set<UUID> roleIds,
            @Nullable UUID teamId,
            @Nullable UserId managerId,
            @Nullable UUID partnerId,
            @Nullable DataVisibility dataVisibility,
            @Nullable @Size(max = 100) Set<UUID> territoryIds,
            @Nullable @Size(max = 100) Set<UserId> supports,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Size(max = 35) String locale) {}

    /// Absent members stay as they are, null clears.
    record ChangeUser(
            @NotNull Integer version,
            @Nullable @Size(min = 1, max = 200) @OneLine String name,
            @Nullable @Size(min = 3, max = 254) String email,

            @Schema(type = "string", nullable = true) @Nullable
            JsonNode phone,

            @Schema(type = "string", format = "uuid", nullable = true) @Nullable
            JsonNode teamId,

            @Schema(type = "string", format = "uuid", nullable = true) @Nullable
            JsonNode managerId,

            @Schema(type = "string", format = "uuid", nullable = true) @Nullable
            JsonNode partnerId,

            @Nullable DataVisibility dataVisibility,
            @Nullable @Size(max = 100) Set<UUID> territoryIds,
            @Nullable @Size(max = 100) Set<UserId> supports,

            @Schema(type = "string", nullable = true) @Nullable
            JsonNode timeZone,

            @Schema(type = "string", nullable = true) @Nullable
            JsonNode locale,

            @Nullable Presence presence,

            @Schema(type = "string", format = "date", nullable = true) @Nullable
            JsonNode leaveFrom,

            @Schema(type = "string", format = "date", nullable = true) @Nullable
            JsonNode leaveTo,

            @Nullable @Size(max = 20) Set<UUID> roleIds) {}

    record AtVersion(@NotNull Integer version) {}

    /// @param handOver what becomes of his open leads and tasks; they stay his if left out
    record Deactivation(@NotNull Integer version, Administration.@Nullable HandOver handOver) {}

    @GetMapping
    @Operation(
            summary = "List users",
            description = "By name. `query` is part of a name or e-mail address. Needs read on users. Pages of at most"
                    + " 200; `meta.cursor` continues, and is absent at the end.")
    Answer<List<UserView>> listUsers(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 100) String query,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable UUID teamId,
            @RequestParam(required = false) @Nullable UUID partnerId,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        access.require(actor, "users", Level.READ);
        var wanted = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        var all = users.all(actor.tenant()).stream()
                .filter(user -> user.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || user.email().toLowerCase(Locale.ROOT).contains(wanted))
                .filter(user -> active == null || active == user.active())
                .filter(user -> teamId == null || teamId.equals(user.teamId()))
                .filter(user -> partnerId == null || partnerId.equals(user.partnerId()))
                .toList();
        var start = cursor == null ? 0 : after(all, cursor);
        var page = all.subList(start, Math.min(all.size(), start + limit));
        var meta = new HashMap<String, Object>(Map.of("limit", limit, "count", all.size()));
        if (start + page.size() < all.size()) {
            meta.put("cursor", page.getLast().id().toString());
        }
        return Answer.of(views(actor, page), meta);
    }

    @GetMapping("/directory")
    @Operation(
            summary = "List everybody's name",
            description =
                    "For pickers and mentions; any signed-in user may ask. Those who left are included, inactive.")
    Answer<List<DirectoryEntry>> listDirectory(@Parameter(hidden = true) Actor actor) {
        return Answer.of(users.all(actor.tenant()).stream()
                .map(user -> new DirectoryEntry(user.id(), user.name(), user.teamId(), user.active()))
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a user",
            description = "Mails an invitation. Where no mail can be sent, answers a one-time password that is shown"
                    + " only here and must be changed at the first sign-in. 409 `EMAIL_TAKEN`; 403 `RIGHTS_EXCEED_YOURS` when a role allows more than the caller"
                    + " may do himself.")
    Answer<CreatedUser> createUser(@Parameter(hidden = true) Actor actor, @Valid @RequestBody CreateUser body) {
        var created = administration.create(
                actor,
                new NewUser(
                        body.name(),
                        body.email(),
                        body.phone(),
                        body.teamId(),
                        body.managerId(),
                        body.partnerId(),
                        new Reach(
                                body.dataVisibility() == DataVisibility.PARTNER,
                                Patch.orKeep(body.territoryIds(), Set.of()),
                                Patch.orKeep(body.supports(), Set.of())),
                        parsed(body.timeZone(), "timeZone", ZoneId::of),
                        parsed(body.locale(), "locale", Locales::checked)),
                body.roleIds());
        return Answer.of(new CreatedUser(view(actor, created.user()), created.oneTimePassword()));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a user",
            description = "Absent members stay, null clears; `roleIds`, `territoryIds` and `supports` replace all. 409"
                    + " `VERSION_CONFLICT`, `EMAIL_TAKEN`, `LAST_ADMINISTRATOR`; 403 `RIGHTS_EXCEED_YOURS` when"
                    + " the user has, or would get, more rights than the caller.")
    Answer<UserView> changeUser(
            @Parameter(hidden = true) Actor actor, @PathVariable UserId id, @Valid @RequestBody ChangeUser body) {
        return Answer.of(view(
                actor, administration.change(actor, id, body.version(), user -> patched(user, body), body.roleIds())));
    }

    @PostMapping("/{id}/deactivate")
    @Operation(
            summary = "Deactivate a user",
            description = "He is signed out everywhere within 5 seconds. With `handOver` his open leads and tasks go to"
                    + " the active colleague `to` or, without one, to whom the assignment rules choose (R5); without"
                    + " `handOver` they stay his. Nobody can deactivate himself (409 `NOT_YOURSELF`) or the last"
                    + " administrator (409 `LAST_ADMINISTRATOR`).")
    Answer<UserView> deactivateUser(
            @Parameter(hidden = true) Actor actor, @PathVariable UserId id, @Valid @RequestBody Deactivation body) {
        return Answer.of(view(actor, administration.deactivate(actor, id, body.version(), body.handOver())));
    }

    @PostMapping("/{id}/activate")
    @Operation(summary = "Activate a user again", description = "With the password and roles he had.")
    Answer<UserView> activateUser(
            @Parameter(hidden = true) Actor actor, @PathVariable UserId id, @Valid @RequestBody AtVersion body) {
        return Answer.of(view(actor, administration.activate(actor, id, body.version())));
    }

    @PostMapping("/{id}/second-factor/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a user's second factors away",
            description = "Authenticator app, recovery codes and passkeys, for who lost his devices. Signs him out"
                    + " everywhere; 409 `NOT_YOURSELF`.")
    void resetSecondFactor(@Parameter(hidden = true) Actor actor, @PathVariable UserId id) {
        administration.resetSecondFactor(actor, id);
    }

    @PostMapping("/{id}/one-time-password")
    @Operation(
            summary = "Give a user a new one-time password",
            description = "Signs him out everywhere. The password is shown only in this answer and must be changed at"
                    + " the next sign-in.")
    Answer<OneTimePassword> resetPassword(@Parameter(hidden = true) Actor actor, @PathVariable UserId id) {
        return Answer.of(new OneTimePassword(administration.resetPassword(actor, id)));
    }

    @PostMapping("/{id}/invitation")
    @Operation(
            summary = "Invite a user, or again",
            description = "Mails a link to choose a password, for seven days; the one before stops working. 409"
                    + " `INVITATION_NOT_NEEDED` for who has signed in already, `MAIL_NOT_SET_UP`.")
    Answer<UserView> inviteUser(@Parameter(hidden = true) Actor actor, @PathVariable UserId id) {
        administration.invite(actor, id);
        return Answer.of(current(actor, id));
    }

    @DeleteMapping("/{id}/invitation")
    @Operation(
            summary = "Withdraw an invitation",
            description = "Its link stops working at once. The account stays. 409 `INVITATION_NOT_OPEN`.")
    Answer<UserView> withdrawInvitation(@Parameter(hidden = true) Actor actor, @PathVariable UserId id) {
        administration.withdrawInvitation(actor, id);
        return Answer.of(current(actor, id));
    }

    @PostMapping("/{id}/reopen-sign-in")
    @Operation(
            summary = "Let a user sign in again",
            description = "After too many wrong passwords, without waiting for `closedUntil`.")
    Answer<UserView> reopenSignIn(@Parameter(hidden = true) Actor actor, @PathVariable UserId id) {
        administration.reopen(actor, id);
        return Answer.of(current(actor, id));
    }

    private UserView current(Actor actor, UserId id) {
        return view(actor, users.find(actor.tenant(), id).orElseThrow(SangamException::notFound));
    }

    private static int after(List<User> sorted, String cursor) {
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).id().toString().equals(cursor)) {
                return i + 1;
            }
        }
        throw new SangamException(
                KernelError.REQUEST_MALFORMED, "The cursor does not belong to this list; start again without one");
    }

    private static User patched(User user, ChangeUser body) {
        return new User(
                user.id(),
                Patch.orKeep(body.name(), user.name()),
                Patch.orKeep(body.email(), user.email()),
                Patch.apply(body.phone(), user.phone(), "phone", Function.identity()),
                Patch.apply(body.teamId(), user.teamId(), "teamId", UUID::fromString),
                Patch.apply(body.managerId(), user.managerId(), "managerId", UserId::of),
                Patch.apply(body.partnerId(), user.partnerId(), "partnerId", UUID::fromString),
                new Reach(
                        body.dataVisibility() == null
                                ? user.reach().wholePartner()
                                : body.dataVisibility() == DataVisibility.PARTNER,
                        Patch.orKeep(body.territoryIds(), user.reach().territories()),
                        Patch.orKeep(body.supports(), user.reach().supports())),
                Patch.apply(body.timeZone(), user.timeZone(), "timeZone", ZoneId::of),
                Patch.apply(body.locale(), user.locale(), "locale", Locales::checked),
                Patch.orKeep(body.presence(), user.presence()),
                Patch.apply(body.leaveFrom(), user.leaveFrom(), "leaveFrom", LocalDate::parse),
                Patch.apply(body.leaveTo(), user.leaveTo(), "leaveTo", LocalDate::parse),
                user.active(),
                user.lastLoginAt(),
                user.version());
    }

    private static <T> @Nullable T parsed(@Nullable String text, String field, Function<String, T> parse) {
        return text == null ? null : Patch.apply(StringNode.valueOf(text), null, field, parse);
    }

    private UserView view(Actor actor, User user) {
        return views(actor, List.of(user)).getFirst();
    }

    private List<UserView> views(Actor actor, List<User> page) {
        var tenant = actor.tenant();
        var roles = administration.roles(tenant).stream().collect(Collectors.toMap(Role::id, Function.identity()));
        var held = administration.assignments(tenant);
        var invitations =
                administration.invitations(tenant, page.stream().map(User::id).toList());
        var closed = administration.closed(tenant, page);
        var firms = partners.names(
                tenant,
                page.stream().map(User::partnerId).filter(Objects::nonNull).collect(Collectors.toSet()));
        var holders = factors.holders(tenant);
        return page.stream()
                .map(user -> new UserView(
                        user.id(),
                        user.name(),
                        user.email(),
                        user.phone(),
                        user.teamId(),
                        user.teamId() == null
                                ? null
                                : users.team(tenant, user.teamId())
                                        .map(team -> team.name())
                                        .orElse(null),
                        user.managerId(),
                        user.managerId() == null
                                ? null
                                : users.find(tenant, user.managerId())
                                        .map(User::name)
                                        .orElse(null),
                        user.partnerId(),
                        user.partnerId() == null ? null : firms.get(user.partnerId()),
                        DataVisibility.of(user.reach().wholePartner()),
                        user.reach().territories(),
                        user.reach().supports(),
                        held.getOrDefault(user.id(), List.of()).stream()
                                .map(id -> Objects.requireNonNull(roles.get(id)))
                                .sorted(Comparator.comparing(Role::name))
                                .map(role -> new RoleRef(role.id(), role.key(), role.name()))
                                .toList(),
                        user.active(),
                        user.presence(),
                        user.leaveFrom(),
                        user.leaveTo(),
                        user.timeZone() == null ? null : user.timeZone().getId(),
                        user.locale(),
                        user.lastLoginAt(),
                        invitations.containsKey(user.id()) ? InvitationView.of(invitations.get(user.id())) : null,
                        closed.get(user.id()),
                        holders.contains(user.id()),
                        user.version()))
                .toList();
    }
}
