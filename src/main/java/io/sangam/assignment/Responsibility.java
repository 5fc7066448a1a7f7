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
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private final Assignment assignment;
    private final Records records;
    private final RecordWriter writer;
    private final Access access;
    private final Users users;
    private final Events events;
    private final ObjectProvider<OpenWork> work;

    Responsibility(
            Assignment assignment,
            Records records,
            RecordWriter writer,
            Access access,
            Users users,
            Events events,
            ObjectProvider<OpenWork> work) {
        this.assignment = assignment;
        this.records = records;
        this.writer = writer;
        this.access = access;
        this.users = users;
        this.events = events;
        this.work = work;
    }

    /// R5 for a record that has just come in: whoever was named has it already, else somebody is chosen.
    ///
    /// @param explicit the owner it was created with
    public void begin(Actor actor, RecordState record, Optional<UserId> explicit) {
        if (explicit.isPresent()) {
            announce(actor, record, explicit.get(), Choice.MANUAL);
            return;
        }
        var type = record.type();
        var system = Actor.system(actor.tenant());
        assignment.choose(system, type, record.id(), Optional.empty()).ifPresent(choice -> {
            var data = new HashMap<String, Object>(Map.of("to", choice.user(), "how", choice.how()));
            choice.rule().ifPresent(rule -> data.put("rule", rule));
            var owned = writer.update(system, record, Map.of(OWNER, choice.user()), "assigned", data);
            announce(actor, owned, choice.user(), choice.how());
        });
    }

    /// Gives a record to somebody else (R9).
    ///
    /// @return as its new owner's giver may see it: only id and version when it is out of his sight now
    public Map<String, @Nullable Object> reassign(
            Actor actor, ObjectType type, UUID id, int version, UserId owner, @Nullable String reason) {
        var record = records.load(actor, type, id);
        if (!takes(actor, record, owner)) {
            access.require(actor, type.plural(), "assign");
        }
        requireColleague(actor, owner);
        var data = new HashMap<String, @Nullable Object>();
        data.put("from", record.user(OWNER));
        data.put("to", owner);
        data.put("reason", reason);
        var owned = writer.update(actor, type, id, version, Map.of(OWNER, owner), "reassigned", data);
        if (!owner.equals(record.user(OWNER))) {
            announce(actor, owned, owner, "reassigned");
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
                            writer.update(system, type, id, record.version(), Map.of(OWNER, owner), "reassigned", data);
                    work.ifAvailable(tasks -> tasks.handOver(tenant, type.key(), id, leaver, owner));
                    announce(system, owned, owner, "reassigned");
                });
    }

    private void announce(Actor actor, RecordState record, UserId owner, String how) {
        var object = record.type().key();
        // a customer is nobody's task by himself
        if (record.type().statusField().isPresent()) {
            work.ifAvailable(tasks -> tasks.begin(actor, object, record.id(), owner));
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
