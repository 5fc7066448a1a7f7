package io.sangam.assignment;

import io.sangam.access.Access;
import io.sangam.events.Events;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ChangeSet;
import io.sangam.records.Filter;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives records of any object that has an `owner` to people, and tells them. The one way an owner changes.
@Service
@Transactional
public class Responsibility {

    /// The field that says who is responsible.
    public static final String OWNER = "owner";

    /// The field of a record whose work is late and whom nobody is left to take (R7).
    public static final String FINAL_OVERDUE = "finalOverdue";

    static final String OVERDUE = "overdue";
    static final String REQUESTED = "requested";
    static final String TAKEN = "taken";

    private final Assignment assignment;
    private final HolderRepository holders;
    private final AssignmentRequestRepository requests;
    private final Records records;
    private final RecordWriter writer;
    private final Access access;
    private final Users users;
    private final Events events;
    private final ObjectProvider<OpenWork> work;
    private final Clock clock;

    Responsibility(
            Assignment assignment,
            HolderRepository holders,
            AssignmentRequestRepository requests,
            Records records,
            RecordWriter writer,
            Access access,
            Users users,
            Events events,
            ObjectProvider<OpenWork> work,
            Clock clock) {
        this.assignment = assignment;
        this.holders = holders;
        this.requests = requests;
        this.records = records;
        this.writer = writer;
        this.access = access;
        this.users = users;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    /// R5 for a record that has just come in: whoever was named has it already, else somebody is chosen.
    ///
    /// @param explicit the owner it was created with
    public void begin(Actor actor, RecordState record, Optional<UserId> explicit) {
        if (explicit.isPresent()) {
            tell(actor, record, explicit.get(), Choice.MANUAL, true);
            return;
        }
        var type = record.type();
        var system = Actor.system(actor.tenant());
        assignment.choose(system, type, record.id(), Optional.empty()).ifPresent(choice -> {
            var data = new HashMap<String, @Nullable Object>(Map.of("how", choice.how()));
            choice.tell(data);
            var owned = writer.update(system, record, Map.of(OWNER, choice.user()), "assigned", data);
            tell(actor, owned, choice.user(), choice.how(), true);
        });
    }

    /// Gives a record to somebody else (R9).
    ///
    /// @return as its new owner's giver may see it: only id and version when it is out of his sight now
    public Map<String, @Nullable Object> reassign(
            Actor actor, ObjectType type, UUID id, int version, UserId owner, @Nullable String reason) {
        return reassign(actor, type, id, version, owner, reason, "reassigned");
    }

    /// Gives a record to whoever asked for it (R8).
    void grant(Actor actor, RecordState record, UserId owner, String reason) {
        reassign(actor, record.type(), record.id(), record.version(), owner, reason, REQUESTED);
    }

    private Map<String, @Nullable Object> reassign(
            Actor actor, ObjectType type, UUID id, int version, UserId owner, @Nullable String reason, String how) {
        var record = records.load(actor, type, id);
        if (!takes(actor, record, owner)) {
            access.require(actor, type.plural(), "assign");
        }
        requireColleague(actor, owner);
        var data = new HashMap<String, @Nullable Object>();
        data.put("from", record.user(OWNER));
        data.put("to", owner);
        data.put("reason", reason);
        if (how.equals(REQUESTED)) {
            data.put("how", how);
        }
        var owned = writer.update(actor, type, id, version, owned(record, owner), "reassigned", data);
        if (!owner.equals(record.user(OWNER))) {
            announce(actor, owned, owner, how);
        }
        return records.isReadable(actor, type, id)
                ? records.view(actor, type, id)
                : Map.of("id", id, "version", owned.version());
    }

    /// Who works a queue helps himself to what nobody owns yet.
    private boolean takes(Actor actor, RecordState record, UserId owner) {
        return owner.equals(actor.user())
                && record.user(OWNER) == null
                && access.rights(actor).worksQueue(record.type().plural());
    }

    /// Naming oneself needs no right of its own; naming a colleague is assigning.
    @Transactional(readOnly = true, noRollbackFor = SangamException.class)
    public void requireMayName(Actor actor, ObjectType type, UserId owner) {
        if (!owner.equals(actor.user())) {
            access.require(actor, type.plural(), "assign");
        }
        requireColleague(actor, owner);
    }

    public void requireColleague(Actor actor, UserId owner) {
        if (!isActive(actor.tenant(), owner)) {
            throw SangamException.invalid(OWNER, "USER_UNKNOWN", "The owner is no active colleague");
        }
    }

    /// Gives on what somebody leaves behind: the record, and his open tasks on it.
    ///
    /// @param heir by the assignment rules (R5), if empty; nobody free leaves all as it is
    void handOver(TenantId tenant, ObjectType type, UUID id, UserId leaver, Optional<UserId> heir) {
        var system = Actor.system(tenant);
        var record = records.load(system, type, id);
        if (!leaver.equals(record.user(OWNER))) {
            return;
        }
        heir.or(() -> assignment.choose(system, type, id, Optional.empty()).map(Choice::user))
                .filter(owner -> !owner.equals(leaver))
                .ifPresent(owner -> {
                    var data = Map.of("from", leaver, "to", owner, "how", "handedOver");
                    var owned =
                            writer.update(system, type, id, record.version(), owned(record, owner), "reassigned", data);
                    work.ifAvailable(tasks -> tasks.handOver(tenant, type.key(), id, leaver, owner));
                    announce(system, owned, owner, "reassigned");
                });
    }

    /// Gives a record whose work is late to the next who never had it, and his name to whoever does the work
    /// (R7). Nobody left flags the record.
    ///
    /// @param late who did not do it
    /// @param why for the timeline
    public Passing passOn(TenantId tenant, ObjectType type, UUID id, UserId late, Map<String, ?> why) {
        var system = Actor.system(tenant);
        var found = records.load(system, type, id, false).filter(record -> isUnfinished(tenant, record));
        if (found.isEmpty()) {
            return new Passing.Closed();
        }
        var record = found.get();
        var before = Optional.ofNullable(record.user(OWNER));
        var had = new LinkedHashSet<UserId>(Set.of(late));
        before.ifPresent(had::add);
        had.forEach(user -> holders.add(tenant, type.key(), id, user));
        var tried = holders.of(tenant, id);
        var data = new HashMap<String, @Nullable Object>(why);
        data.put("how", OVERDUE);
        data.put("from", late);
        return assignment
                .chooseOther(tenant, type, id, tried)
                .<Passing>map(choice -> {
                    choice.tell(data);
                    var owned = writer.update(system, record, owned(record, choice.user()), "passedOn", data);
                    announce(system, owned, choice.user(), OVERDUE);
                    return new Passing.To(choice.user(), record.title(), had);
                })
                .orElseGet(() -> {
                    data.put("tried", tried.size());
                    writer.update(system, record, flagged(record, true), "nobodyLeft", data);
                    return new Passing.NobodyLeft(record.title());
                });
    }

    /// The work nobody was left for is taken care of after all.
    public void lowerFlag(TenantId tenant, ObjectType type, UUID id) {
        var system = Actor.system(tenant);
        records.load(system, type, id, false)
                .filter(record -> Boolean.TRUE.equals(record.value(FINAL_OVERDUE)))
                .ifPresent(record -> writer.update(system, record, flagged(record, false), "updated", Map.of()));
    }

    /// Takes a record from its owner and leaves it to nobody; what he had to do there is canceled.
    ///
    /// @param why for the timeline
    public void release(Actor actor, RecordState record, Map<String, ?> why) {
        var former = Objects.requireNonNull(record.user(OWNER), "owner");
        var data = new HashMap<String, @Nullable Object>(why);
        data.put("from", former);
        var values = new HashMap<String, @Nullable Object>(flagged(record, false));
        values.put(OWNER, null);
        writer.update(actor, record, values, "recycled", data);
        work.ifAvailable(tasks -> tasks.cancel(actor.tenant(), record.type().key(), record.id(), former));
    }

    /// Gives what nobody owns to somebody who may help himself to it.
    public void take(Actor actor, RecordState record) {
        var owned = writer.update(actor, record, owned(record, actor.user()), TAKEN, Map.of("to", actor.user()));
        announce(actor, owned, actor.user(), TAKEN);
    }

    /// Whether a record is in a status nobody is done with, or in none.
    @Transactional(readOnly = true)
    public boolean isUnfinished(TenantId tenant, RecordState record) {
        var system = Actor.system(tenant);
        var type = record.type();
        return type.statusField()
                .map(status -> records.matches(
                        system, type, record.id(), new Filter.Test(status.key(), "group", Candidates.unfinished())))
                .orElse(true);
    }

    private static Map<String, @Nullable Object> owned(RecordState record, UserId owner) {
        var values = new HashMap<String, @Nullable Object>(flagged(record, false));
        values.put(OWNER, owner);
        return values;
    }

    private static Map<String, @Nullable Object> flagged(RecordState record, boolean flag) {
        var values = new HashMap<String, @Nullable Object>();
        if (record.type().field(FINAL_OVERDUE).isPresent()) {
            values.put(FINAL_OVERDUE, flag);
        }
        return values;
    }

    private void announce(Actor actor, RecordState record, UserId owner, String how) {
        requests.settle(actor.tenant(), record.id(), owner, actor.user(), clock.instant());
        tell(actor, record, owner, how, false);
    }

    private void tell(Actor actor, RecordState record, UserId owner, String how, boolean fresh) {
        var object = record.type().key();
        holders.add(actor.tenant(), object, record.id(), owner);
        // a customer is nobody's task by himself
        if (record.type().statusField().isPresent()) {
            work.ifAvailable(tasks -> tasks.begin(actor, record, owner, fresh));
        }
        events.publish(new AssignmentEvent.Assigned(
                actor,
                record.id(),
                object,
                owner,
                record.title(),
                how,
                ChangeSet.current().map(ChangeSet::bulk).orElse(null)));
    }

    private boolean isActive(TenantId tenant, UserId user) {
        return users.find(tenant, user).filter(User::active).isPresent();
    }
}
