package io.sangam.accounts;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.assignment.Responsibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ContactPoint;
import io.sangam.records.ContactPoints;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Accounts and contacts as other modules find, make and know them. All in the caller's transaction and change set,
/// with the rights of the actor; so what they make is undone with what it was made for.
@Service
@Transactional
public class Customers {

    /// The keys of the two objects, as references and relations name them.
    public static final String ACCOUNT = "account";

    public static final String CONTACT = "contact";

    private static final int HEALTH_WHEN_WON = 75;

    private final ObjectType accountType;
    private final ObjectType contactType;
    private final Records records;
    private final RecordWriter writer;
    private final ContactPoints contactPoints;
    private final Responsibility responsibility;
    private final Access access;
    private final Tenants tenants;
    private final Clock clock;

    Customers(
            ObjectType accountType,
            ObjectType contactType,
            Records records,
            RecordWriter writer,
            ContactPoints contactPoints,
            Responsibility responsibility,
            Access access,
            Tenants tenants,
            Clock clock) {
        this.accountType = accountType;
        this.contactType = contactType;
        this.records = records;
        this.writer = writer;
        this.contactPoints = contactPoints;
        this.responsibility = responsibility;
        this.access = access;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// The account with one of these contacts that the actor may see; with several, the newest.
    @Transactional(readOnly = true)
    public Optional<RecordState> accountReachedBy(Actor actor, Collection<ContactPoint> points) {
        return reachedBy(actor, accountType, points);
    }

    @Transactional(readOnly = true)
    public Optional<RecordState> contactReachedBy(Actor actor, Collection<ContactPoint> points) {
        return reachedBy(actor, contactType, points);
    }

    /// The account of just this name that the actor may see, if there is one only.
    @Transactional(readOnly = true)
    public Optional<RecordState> accountNamed(Actor actor, String name) {
        var found = contactPoints.titled(actor.tenant(), accountType, name).stream()
                .flatMap(id -> records.load(actor, accountType, id, false).stream())
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<RecordState> reachedBy(Actor actor, ObjectType type, Collection<ContactPoint> points) {
        var keys = points.stream().map(ContactPoint::matchKey).distinct().toList();
        return contactPoints.holding(actor.tenant(), type, keys).stream()
                .flatMap(id -> records.load(actor, type, id, false).stream())
                .findFirst();
    }

    /// Empty when it is in the trash, or the actor may not see it.
    @Transactional(readOnly = true)
    public Optional<RecordState> findAccount(Actor actor, UUID id) {
        return records.load(actor, accountType, id, false);
    }

    /// Not found when the actor may not see it.
    @Transactional(readOnly = true)
    public RecordState account(Actor actor, UUID id) {
        return records.load(actor, accountType, id);
    }

    @Transactional(readOnly = true)
    public RecordState contact(Actor actor, UUID id) {
        return records.load(actor, contactType, id);
    }

    /// @param values by field key of an account, as from [RecordWriter#parse] or vouched for
    /// @param owner the actor, if empty
    /// @throws SangamException CONTACT_POINT_TAKEN when another account has one of the contacts
    public RecordState newAccount(
            Actor actor,
            Map<String, @Nullable Object> values,
            Collection<ContactPoint> points,
            Optional<UserId> owner) {
        return make(actor, accountType, values, points, owner);
    }

    /// @param values `account` among them, when it has one
    public RecordState newContact(
            Actor actor,
            Map<String, @Nullable Object> values,
            Collection<ContactPoint> points,
            Optional<UserId> owner) {
        return make(actor, contactType, values, points, owner);
    }

    RecordState make(
            Actor actor,
            ObjectType type,
            Map<String, @Nullable Object> values,
            Collection<ContactPoint> points,
            Optional<UserId> owner) {
        owner.ifPresent(user -> responsibility.requireColleague(actor, user));
        var complete = new LinkedHashMap<String, @Nullable Object>(values);
        owner.ifPresent(user -> complete.put(Responsibility.OWNER, user));
        // before the record is: whoever waits for a contact holds no record
        var all = contactPoints.ofFields(actor, type, complete, points);
        contactPoints.lock(
                actor.tenant(), all.stream().map(ContactPoint::matchKey).toList());
        var made = writer.create(actor, type, complete);
        if (!points.isEmpty()) {
            contactPoints.add(actor, made, all);
        }
        return made;
    }

    /// Gives a contact that has no account its account; one that has another keeps it.
    public void belongsTo(Actor actor, UUID contact, UUID account) {
        var known = records.load(actor, contactType, contact);
        if (known.isEmpty(ACCOUNT)) {
            writer.update(actor, contactType, contact, known.version(), Map.of(ACCOUNT, account));
        }
    }

    /// R25: an account we have won is a customer now, its onboarding is to begin. What is filled in stays.
    public void won(Actor actor, UUID account) {
        access.require(actor, accountType.plural(), Level.WRITE);
        var known = records.load(Actor.system(actor.tenant()), accountType, account);
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("healthScore", HEALTH_WHEN_WON);
        values.put("engagement", "medium");
        values.put("onboarding", "pending");
        values.put(
                "customerSince",
                clock.instant().atZone(tenants.get(actor.tenant()).timeZone()).toLocalDate());
        values.keySet().removeIf(field -> !known.isEmpty(field));
        if (!values.isEmpty()) {
            writer.update(actor, accountType, account, known.version(), values);
        }
    }

    /// Whether the actor may make accounts and contacts.
    public boolean mayMake(Actor actor) {
        var rights = access.rights(actor);
        return rights.can(accountType.plural(), "create") && rights.can(contactType.plural(), "create");
    }
}
