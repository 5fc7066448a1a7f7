package io.sangam.assignment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.assignment.AssignmentRequest.Status;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.Activities;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.records.Sight;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// People ask for records that are another's, and those who may assign them decide (R8). Whoever holds a role the
/// company trusts gets at once what he asks for.
@Service
@Transactional
class AssignmentRequests implements NoticeSource {

    private static final NoticeKind ASKED =
            NoticeKind.of("assignmentRequest", Group.WORK).mailed().staying();
    private static final NoticeKind APPROVED =
            NoticeKind.of("requestApproved", Group.WORK).digested().staying();
    private static final NoticeKind REJECTED =
            NoticeKind.of("requestRejected", Group.WORK).digested();
    private static final NoticeKind TAKEN_OVER =
            NoticeKind.of("takenOver", Group.WORK).digested();

    private static final String ASSIGN = "assign";

    /// The roles whose holders are told, as far as they may decide.
    private static final List<String> DECIDING = List.of("ADMIN", "MANAGER");

    private final AssignmentRequestRepository repository;
    private final Responsibility responsibility;
    private final ObjectTypes types;
    private final Records records;
    private final Sight sight;
    private final Activities activities;
    private final Access access;
    private final Tenants tenants;
    private final Notifications notifications;
    private final Clock clock;

    AssignmentRequests(
            AssignmentRequestRepository repository,
            Responsibility responsibility,
            ObjectTypes types,
            Records records,
            Sight sight,
            Activities activities,
            Access access,
            Tenants tenants,
            Notifications notifications,
            Clock clock) {
        this.repository = repository;
        this.responsibility = responsibility;
        this.types = types;
        this.records = records;
        this.sight = sight;
        this.activities = activities;
        this.access = access;
        this.tenants = tenants;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(ASKED, APPROVED, REJECTED, TAKEN_OVER);
    }

    /// What lies before somebody, and where the next page begins.
    record Page(List<AssignmentRequest> requests, Optional<UUID> next) {}

    /// For a record the caller sees and has not got.
    AssignmentRequest ask(Actor actor, String object, UUID id, String reason) {
        var type = types.get(object);
        if (type.field(Responsibility.OWNER).isEmpty()) {
            throw SangamException.invalid("object", "OBJECT_UNKNOWN", "Nobody owns " + type.plural());
        }
        var record = records.load(actor, type, id);
        access.require(actor, type.plural(), Level.WRITE);
        if (actor.user().equals(record.user(Responsibility.OWNER))) {
            throw new SangamException(AssignmentError.ALREADY_YOURS, "This is yours already");
        }
        var trusted = isTrusted(actor);
        var wish = AssignmentRequest.asked(Ids.next(), type.key(), id, actor.user(), reason.strip(), clock.instant());
        var asked = trusted ? wish.decided(Status.APPROVED, null, null, clock.instant()) : wish;
        if (!repository.insert(actor.tenant(), asked)) {
            throw new SangamException(
                    AssignmentError.REQUEST_PENDING, "You asked for this already; somebody will answer");
        }
        activities.record(actor, type, id, "requested", Map.of("reason", asked.reason()));
        if (trusted) {
            grant(Actor.system(actor.tenant()), record, asked);
            return asked;
        }
        notifications.tell(
                actor,
                deciders(actor, type, id),
                ASKED,
                type.key(),
                id,
                record.title(),
                Map.of("reason", asked.reason()),
                "request:" + asked.id());
        return asked;
    }

    private boolean isTrusted(Actor actor) {
        var trusted = tenants.get(actor.tenant()).settings().requests().approvedRoles();
        return !Collections.disjoint(access.rights(actor).roles(), trusted);
    }

    private Set<UserId> deciders(Actor actor, ObjectType type, UUID id) {
        var deciding = DECIDING.stream()
                .flatMap(role -> access.usersWithRole(actor.tenant(), role).stream())
                .filter(user -> mayDecide(new Actor(actor.tenant(), user), type))
                .collect(toSet());
        return sight.whoRead(actor.tenant(), type, id, deciding);
    }

    private boolean mayDecide(Actor actor, ObjectType type) {
        return access.rights(actor).can(type.plural(), ASSIGN);
    }

    /// Gives the record to whoever asked for it.
    AssignmentRequest approve(Actor actor, UUID id) {
        var request = repository.lock(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var record = toDecide(actor, request);
        var approved = request.decided(Status.APPROVED, actor.user(), null, clock.instant());
        repository.store(actor.tenant(), approved);
        if (!request.user().equals(record.user(Responsibility.OWNER))) {
            grant(actor, record, approved);
        }
        tell(actor, record, approved, APPROVED, Map.of());
        return approved;
    }

    /// Whoever had it is told, unless he decided himself.
    private void grant(Actor actor, RecordState record, AssignmentRequest request) {
        responsibility.grant(actor, record, request.user(), request.reason());
        if (record.user(Responsibility.OWNER) instanceof UserId former && !former.equals(actor.user())) {
            notifications.tell(
                    actor,
                    List.of(former),
                    TAKEN_OVER,
                    record.type().key(),
                    record.id(),
                    record.title(),
                    Map.of("to", request.user(), "reason", request.reason()),
                    "request:" + request.id() + ":taken");
        }
    }

    AssignmentRequest reject(Actor actor, UUID id, String note) {
        var request = repository.lock(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var record = toDecide(actor, request);
        var rejected = request.decided(Status.REJECTED, actor.user(), note.strip(), clock.instant());
        repository.store(actor.tenant(), rejected);
        var why = Map.of("reason", note.strip());
        activities.record(actor, record.type(), record.id(), "requestRejected", why);
        tell(actor, record, rejected, REJECTED, why);
        return rejected;
    }

    /// Only by whoever asked.
    AssignmentRequest withdraw(Actor actor, UUID id) {
        var request = repository
                .lock(actor.tenant(), id)
                .filter(found -> found.user().equals(actor.user()))
                .orElseThrow(SangamException::notFound);
        var withdrawn = request.decided(Status.WITHDRAWN, actor.user(), null, clock.instant());
        repository.store(actor.tenant(), withdrawn);
        return withdrawn;
    }

    /// What somebody does not see, he does not decide about: to him there is no such request.
    private RecordState toDecide(Actor actor, AssignmentRequest request) {
        var type = types.get(request.object());
        var record = records.load(actor, type, request.record());
        access.require(actor, type.plural(), ASSIGN);
        return record;
    }

    private void tell(
            Actor actor, RecordState record, AssignmentRequest request, NoticeKind kind, Map<String, ?> data) {
        notifications.tell(
                actor,
                List.of(request.user()),
                kind,
                record.type().key(),
                record.id(),
                record.title(),
                data,
                "request:" + request.id() + ":" + request.status().key());
    }

    /// What the caller may decide about, the longest waiting first.
    @Transactional(readOnly = true)
    Page toDecide(Actor actor, Optional<UUID> cursor, int limit) {
        var page = repository.pending(actor.tenant(), cursor, limit + 1);
        var some = page.subList(0, Math.min(limit, page.size()));
        var theirs = visible(actor, some);
        var deciding = some.stream()
                .filter(request -> theirs.contains(request.record()))
                .filter(request -> mayDecide(actor, types.get(request.object())))
                .toList();
        return new Page(deciding, next(page, limit));
    }

    /// What the caller asked for, the newest first.
    @Transactional(readOnly = true)
    Page asked(Actor actor, Optional<UUID> cursor, int limit) {
        var page = repository.of(actor.tenant(), actor.user(), cursor, limit + 1);
        return new Page(page.subList(0, Math.min(limit, page.size())), next(page, limit));
    }

    private static Optional<UUID> next(List<AssignmentRequest> page, int limit) {
        return page.size() > limit ? Optional.of(page.get(limit - 1).id()) : Optional.empty();
    }

    private Set<UUID> visible(Actor actor, List<AssignmentRequest> requests) {
        var visible = new HashSet<UUID>();
        byObject(requests)
                .forEach((object, ids) -> visible.addAll(records.readable(actor, types.get(object), ids, false)));
        return visible;
    }

    /// What the records are called, as far as the caller sees them.
    @Transactional(readOnly = true)
    Map<UUID, String> titles(Actor actor, List<AssignmentRequest> requests) {
        return byObject(requests).entrySet().stream()
                .flatMap(
                        entry -> records.titles(actor, types.get(entry.getKey()), entry.getValue()).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }

    private static Map<String, Set<UUID>> byObject(List<AssignmentRequest> requests) {
        return requests.stream()
                .collect(groupingBy(AssignmentRequest::object, mapping(AssignmentRequest::record, toSet())));
    }

    static Set<UserId> people(List<AssignmentRequest> requests) {
        return requests.stream()
                .flatMap(request -> Stream.of(request.user(), request.decidedBy()))
                .filter(Objects::nonNull)
                .collect(toSet());
    }
}
