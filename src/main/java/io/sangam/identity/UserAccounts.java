package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.PhoneNumber;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.kernel.WholeText;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changes to people's accounts. Who may ask for them is decided by `access`, its only caller beside the start-up.
@Service
@Transactional
public class UserAccounts {

    private static final int MAX_NAME = 200;
    private static final int MAX_PREFERENCES = 20_000;

    private final UserRepository repository;
    private final DirectoryCache directories;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordChanges changes;
    private final PasswordLinks links;
    private final LoginThrottle throttle;
    private final SecurityLog log;
    private final Tenants tenants;
    /// Asked when it is needed: partners are records, which know their people.
    private final ObjectProvider<PartnerFirms> partners;

    private final JsonMapper json;
    private final Clock clock;

    UserAccounts(
            UserRepository repository,
            DirectoryCache directories,
            Sessions sessions,
            Passwords passwords,
            PasswordChanges changes,
            PasswordLinks links,
            LoginThrottle throttle,
            SecurityLog log,
            Tenants tenants,
            ObjectProvider<PartnerFirms> partners,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.directories = directories;
        this.sessions = sessions;
        this.passwords = passwords;
        this.changes = changes;
        this.links = links;
        this.throttle = throttle;
        this.log = log;
        this.tenants = tenants;
        this.partners = partners;
        this.json = json;
        this.clock = clock;
    }

    public record NewUser(
            String name,
            String email,
            @Nullable String phone,
            @Nullable UUID teamId,
            @Nullable UserId managerId,
            @Nullable UUID partnerId,
            Reach reach,
            @Nullable ZoneId timeZone,
            @Nullable String locale) {

        public static NewUser named(String name, String email) {
            return new NewUser(name, email, null, null, null, null, Reach.OWN, null, null);
        }
    }

    /// Of somebody who is to choose his first password himself: until then nothing opens the account.
    public User createInvited(Actor actor, NewUser order) {
        return insert(actor, order, passwords.generate(), true);
    }

    /// @param oneTimePassword told once, to be changed at the first sign-in
    public record Created(User user, String oneTimePassword) {}

    public Created create(Actor actor, NewUser order) {
        var oneTimePassword = passwords.generate();
        return new Created(insert(actor, order, oneTimePassword, true), oneTimePassword);
    }

    /// For sample data, where somebody else made the password and it need not be changed.
    public User createWithPassword(Actor actor, NewUser order, String password) {
        passwords.requireAcceptable(password, order.email(), "password");
        return insert(actor, order, password, false);
    }

    /// For somebody who signs in elsewhere: he has a password that nobody knows.
    public User createWithoutPassword(Actor actor, NewUser order) {
        return insert(actor, order, passwords.generate(), false);
    }

    /// Applies `step` to the account as it is now, unless it changed since `version`.
    public User change(Actor actor, UserId id, int version, UnaryOperator<User> step) {
        var before = get(actor, id);
        if (before.version() != version) {
            throw changedMeanwhile(before);
        }
        var after = checked(actor, step.apply(before));
        try {
            if (!repository.update(actor.tenant(), after, actor.user(), clock.instant())) {
                throw changedMeanwhile(get(actor, id));
            }
        } catch (DuplicateKeyException _) {
            throw emailTaken(after.email());
        }
        if (!after.email().equalsIgnoreCase(before.email())) {
            links.endAll(actor.tenant(), id, PasswordLink.EndReason.EMAIL_CHANGED);
        }
        directories.changed(actor.tenant());
        return get(actor, id);
    }

    public User deactivate(Actor actor, UserId id, int version) {
        var user = change(actor, id, version, before -> withActive(before, false));
        sessions.endAll(actor.tenant(), id, Session.EndReason.DEACTIVATED, null);
        links.endAll(actor.tenant(), id, PasswordLink.EndReason.DEACTIVATED);
        log.record(actor.tenant(), SecurityLog.Kind.USER_DEACTIVATED, id, actor.user());
        return user;
    }

    public User activate(Actor actor, UserId id, int version) {
        var user = change(actor, id, version, before -> withActive(before, true));
        log.record(actor.tenant(), SecurityLog.Kind.USER_ACTIVATED, id, actor.user());
        return user;
    }

    /// Signs the user out everywhere; only the answer can sign him in again.
    public String resetPassword(Actor actor, UserId id) {
        var oneTimePassword = passwords.generate();
        get(actor, id);
        changes.set(actor.tenant(), id, passwords.hash(oneTimePassword), true, actor.user());
        log.record(actor.tenant(), SecurityLog.Kind.PASSWORD_RESET, id, actor.user());
        directories.changed(actor.tenant());
        return oneTimePassword;
    }

    /// Lets somebody try again at once who was wrong too often.
    public void reopen(Actor actor, UserId id) {
        throttle.lift(counted(actor.tenant(), get(actor, id)));
        log.record(actor.tenant(), SecurityLog.Kind.SIGN_IN_REOPENED, id, actor.user());
    }

    /// Until when those are kept out who were wrong too often.
    @Transactional(readOnly = true)
    public Map<UserId, Instant> closed(TenantId tenant, List<User> of) {
        var byName = of.stream().collect(Collectors.toMap(user -> counted(tenant, user), User::id));
        return throttle.closed(byName.keySet()).entrySet().stream()
                .collect(Collectors.toMap(
                        each -> Objects.requireNonNull(byName.get(each.getKey())), Map.Entry::getValue));
    }

    private String counted(TenantId tenant, User user) {
        return LoginThrottle.nameOf(tenants.get(tenant).slug(), user.email());
    }

    public void rolesChanged(Actor actor, UserId id) {
        log.record(actor.tenant(), SecurityLog.Kind.ROLES_CHANGED, id, actor.user());
    }

    /// Straight from the database, unlike [Users].
    @Transactional(readOnly = true)
    public User get(Actor actor, UserId id) {
        return repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    /// Whose sign-in name this is, straight from the database.
    ///
    /// @param email in its normal form
    @Transactional(readOnly = true)
    public Optional<UserId> holder(TenantId tenant, String email) {
        return repository.credentials(tenant, email).map(UserRepository.Credentials::user);
    }

    @Transactional(readOnly = true)
    public boolean mustChangePassword(Actor actor) {
        return repository.mustChangePassword(actor.tenant(), actor.user());
    }

    /// What the web app keeps for its user: theme, columns, the last view.
    @Transactional(readOnly = true)
    public JsonNode preferences(Actor actor) {
        return repository
                .preferences(actor.tenant(), actor.user())
                .map(stored -> json.readTree(stored.data()))
                .orElseThrow(SangamException::notFound);
    }

    public void setPreferences(Actor actor, JsonNode preferences) {
        var text = json.writeValueAsString(preferences);
        if (!preferences.isObject() || text.length() > MAX_PREFERENCES) {
            throw SangamException.invalid(
                    "preferences", "PREFERENCES_INVALID", "Preferences are a JSON object of at most 20,000 characters");
        }
        repository.setPreferences(actor.tenant(), actor.user(), JSONB.valueOf(text));
    }

    private User insert(Actor actor, NewUser order, String password, boolean mustChange) {
        var user = checked(
                actor,
                new User(
                        UserId.next(),
                        order.name(),
                        order.email(),
                        order.phone(),
                        order.teamId(),
                        order.managerId(),
                        order.partnerId(),
                        order.reach(),
                        order.timeZone(),
                        order.locale(),
                        Presence.AVAILABLE,
                        null,
                        null,
                        true,
                        null,
                        0));
        if (repository.emailTaken(actor.tenant(), user.email(), user.id())) {
            throw emailTaken(user.email());
        }
        repository.insert(actor.tenant(), user, passwords.hash(password), mustChange, actor.user(), clock.instant());
        log.record(actor.tenant(), SecurityLog.Kind.USER_CREATED, user.id(), actor.user());
        directories.changed(actor.tenant());
        return user;
    }

    private User checked(Actor actor, User user) {
        var name = user.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || !WholeText.isLine(name)) {
            throw SangamException.invalid("name", "NAME_INVALID", "A name is one line of 1 to 200 characters");
        }
        var email = EmailAddress.parse(user.email())
                .orElseThrow(() -> SangamException.invalid("email", "EMAIL_INVALID", "This is not an e-mail address"));
        var directory = repository.directory(actor.tenant());
        if (user.teamId() != null && !directory.teams().containsKey(user.teamId())) {
            throw SangamException.invalid("teamId", "TEAM_UNKNOWN", "There is no such team");
        }
        if (user.leaveFrom() != null && user.leaveTo() != null && user.leaveTo().isBefore(user.leaveFrom())) {
            throw SangamException.invalid("leaveTo", "VALUE_OUT_OF_RANGE", "A leave ends on or after its first day");
        }
        requireManager(directory, user);
        requireReach(actor, directory, user);
        return new User(
                user.id(),
                name,
                email.value(),
                user.phone() == null ? null : phone(actor, user.phone()),
                user.teamId(),
                user.managerId(),
                user.partnerId(),
                user.reach(),
                user.timeZone(),
                user.locale(),
                user.presence(),
                user.leaveFrom(),
                user.leaveTo(),
                user.active(),
                user.lastLoginAt(),
                user.version());
    }

    private static void requireManager(Directory directory, User user) {
        var seen = new HashSet<UserId>();
        for (var manager = user.managerId(); manager != null && seen.add(manager); ) {
            if (manager.equals(user.id())) {
                throw new SangamException(
                        IdentityError.MANAGER_UNDER_HIMSELF, "Nobody can work under himself, directly or not");
            }
            var found = directory.users().get(manager);
            if (found == null) {
                throw SangamException.invalid("managerId", "USER_UNKNOWN", "There is no such user");
            }
            manager = found.managerId();
        }
    }

    private void requireReach(Actor actor, Directory directory, User user) {
        if (user.partnerId() != null
                && !partners.getObject()
                        .names(actor.tenant(), Set.of(user.partnerId()))
                        .containsKey(user.partnerId())) {
            throw SangamException.invalid("partnerId", "PARTNER_UNKNOWN", "There is no such partner");
        }
        if (!directory.territories().keySet().containsAll(user.reach().territories())) {
            throw SangamException.invalid("territoryIds", "TERRITORY_UNKNOWN", "There is no such territory");
        }
        if (!directory.users().keySet().containsAll(user.reach().supports())
                || user.reach().supports().contains(user.id())) {
            throw SangamException.invalid("supports", "USER_UNKNOWN", "Somebody supports other people of the company");
        }
    }

    private String phone(Actor actor, String text) {
        return PhoneNumber.parse(text, tenants.get(actor.tenant()).defaultCountry())
                .map(PhoneNumber::e164)
                .orElseThrow(() -> SangamException.invalid("phone", "PHONE_INVALID", "This is not a phone number"));
    }

    private static User withActive(User user, boolean active) {
        return new User(
                user.id(),
                user.name(),
                user.email(),
                user.phone(),
                user.teamId(),
                user.managerId(),
                user.partnerId(),
                user.reach(),
                user.timeZone(),
                user.locale(),
                user.presence(),
                user.leaveFrom(),
                user.leaveTo(),
                active,
                user.lastLoginAt(),
                user.version());
    }

    private static SangamException changedMeanwhile(User current) {
        return new SangamException(KernelError.VERSION_CONFLICT, "The user changed meanwhile").with("current", current);
    }

    private static SangamException emailTaken(String email) {
        return new SangamException(IdentityError.EMAIL_TAKEN, "There is already a user with the address " + email);
    }
}
