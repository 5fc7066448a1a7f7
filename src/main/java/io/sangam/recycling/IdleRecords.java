package io.sangam.recycling;

import io.sangam.assignment.Responsibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.Activities;
import io.sangam.records.Filter;
import io.sangam.records.ListRequest;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Person;
import io.sangam.records.Records;
import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/// Finds what its owners let lie, warns them, and after the warning puts it into the pool. Safe to run again at any
/// time: who was warned is not warned again, and what lies in the pool has no owner.
@Service
class IdleRecords implements NoticeSource {

    private static final NoticeKind GOES =
            NoticeKind.of("goesToPool", Group.WORK).digested().staying();
    private static final NoticeKind WENT =
            NoticeKind.of("wentToPool", Group.WORK).digested();

    /// So long before it goes its owner is told; also after the rule was switched on, or made shorter.
    static final Duration NOTICE = Duration.ofDays(3);

    /// What the machinery does counts as a touch when it gives the record to somebody.
    private static final Set<String> HANDED_OVER = Set.of("assigned", "reassigned", "passedOn", "taken");

    private static final int BATCH = 200;
    private static final Logger log = LoggerFactory.getLogger(IdleRecords.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RecycledRepository repository;
    private final Responsibility responsibility;
    private final ObjectTypes types;
    private final Records records;
    private final Activities activities;
    private final Notifications notifications;
    private final Tenants tenants;
    private final TransactionOperations transaction;

    IdleRecords(
            RecycledRepository repository,
            Responsibility responsibility,
            ObjectTypes types,
            Records records,
            Activities activities,
            Notifications notifications,
            Tenants tenants,
            TransactionOperations transaction) {
        this.repository = repository;
        this.responsibility = responsibility;
        this.types = types;
        this.records = records;
        this.activities = activities;
        this.notifications = notifications;
        this.tenants = tenants;
        this.transaction = transaction;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(GOES, WENT);
    }

    /// What one owner let lie.
    ///
    /// @param touched when a person last did anything to it
    private record Idle(UUID id, String title, UserId owner, Instant touched) {}

    /// One look at a company's records of one kind.
    private record Look(TenantId tenant, ObjectType type, TenantSettings.Recycling rule, Instant now) {

        Actor system() {
            return Actor.system(tenant);
        }

        /// What was touched later is not idle yet.
        Instant limit() {
            return now.minus(Duration.ofDays(rule.idleDays()));
        }

        boolean goesSoon(Idle idle) {
            return idle.touched().isBefore(limit().plus(NOTICE));
        }

        boolean goes(Idle idle, Instant warned) {
            return idle.touched().isBefore(limit()) && !warned.isAfter(now.minus(NOTICE));
        }
    }

    /// As things are at that moment.
    void run(TenantId tenant, Instant now) {
        var rule = tenants.get(tenant).settings().recycling();
        for (var type : types.all()) {
            if (rule.isOpenFor(type.plural())
                    && type.field(Responsibility.OWNER).isPresent()
                    && type.statusField().isPresent()) {
                run(new Look(tenant, type, rule, now));
            }
        }
    }

    private void run(Look look) {
        Optional<String> cursor = Optional.empty();
        do {
            var page = records.page(
                    look.system(),
                    look.type(),
                    new ListRequest(
                            candidates(look),
                            List.of("createdAt"),
                            List.of(look.type().titleField(), Responsibility.OWNER, "createdAt"),
                            BATCH,
                            cursor,
                            false));
            idle(look, page.rows()).forEach((owner, some) -> sort(look, owner, some));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    /// In work, old enough, with no next step ahead; whether somebody touched it lately its history says.
    private static Filter candidates(Look look) {
        var type = look.type();
        var before = JSON.stringNode(look.limit().plus(NOTICE).toString());
        var filters = new ArrayList<Filter>(List.of(
                new Filter.Test(Responsibility.OWNER, "notEmpty", JSON.nullNode()),
                new Filter.Test(
                        type.statusField().orElseThrow().key(),
                        "group",
                        JSON.arrayNode().add("open").add("progress")),
                new Filter.Test("createdAt", "before", before)));
        type.board()
                .ifPresent(board -> filters.add(new Filter.Or(List.of(
                        new Filter.Test(board.nextStep(), "empty", JSON.nullNode()),
                        new Filter.Test(
                                board.nextStep(),
                                "before",
                                JSON.stringNode(look.now().toString()))))));
        return new Filter.And(filters);
    }

    private Map<UserId, List<Idle>> idle(Look look, List<Map<String, @Nullable Object>> rows) {
        var ids = rows.stream()
                .map(row -> (UUID) Objects.requireNonNull(row.get("id")))
                .toList();
        var touched = activities.lastTouched(look.tenant(), look.type(), ids, HANDED_OVER);
        var byOwner = new LinkedHashMap<UserId, List<Idle>>();
        for (var row : rows) {
            if (row.get("id") instanceof UUID id
                    && row.get(Responsibility.OWNER) instanceof Person owner
                    && row.get("createdAt") instanceof Instant created) {
                var title = Objects.toString(row.get(look.type().titleField()), "");
                var idle = new Idle(id, title, owner.id(), touched.getOrDefault(id, created));
                if (look.goesSoon(idle)) {
                    byOwner.computeIfAbsent(owner.id(), _ -> new ArrayList<>()).add(idle);
                }
            }
        }
        return byOwner;
    }

    /// Some of one owner's, in one transaction and with one notice; when one of them refuses, since somebody is working
    /// on it right now, each for itself.
    private void sort(Look look, UserId owner, List<Idle> some) {
        try {
            transaction.executeWithoutResult(_ -> sortTogether(look, owner, some));
        } catch (SangamException refusal) {
            if (some.size() == 1) {
                log.atInfo()
                        .addKeyValue("record", some.getFirst().id())
                        .addKeyValue("code", refusal.code().name())
                        .log("An idle record waits for tomorrow");
            } else {
                some.forEach(each -> sort(look, owner, List.of(each)));
            }
        }
    }

    private void sortTogether(Look look, UserId owner, List<Idle> some) {
        var warned = new ArrayList<Idle>();
        var gone = new ArrayList<Idle>();
        var warnings =
                repository.warnings(look.tenant(), some.stream().map(Idle::id).toList());
        for (var idle : some) {
            var warning = warnings.get(idle.id());
            // a touch since then made it void
            if (warning == null || !warning.lastTouched().equals(idle.touched())) {
                repository.warn(look.tenant(), idle.id(), idle.touched(), look.now());
                warned.add(idle);
            } else if (look.goes(idle, warning.at()) && recycle(look, idle)) {
                gone.add(idle);
            }
        }
        tell(look, owner, GOES, warned);
        tell(look, owner, WENT, gone);
    }

    private boolean recycle(Look look, Idle idle) {
        var record = records.load(look.system(), look.type(), idle.id(), false)
                .filter(found -> idle.owner().equals(found.user(Responsibility.OWNER)))
                .orElse(null);
        if (record == null) {
            return false;
        }
        responsibility.release(
                look.system(),
                record,
                Map.of("why", Recycled.Why.IDLE.key(), "days", look.rule().idleDays()));
        repository.insert(
                look.tenant(),
                Recycled.of(
                        Ids.next(), look.type().key(), idle.id(), idle.owner(), Recycled.Why.IDLE, null, look.now()));
        repository.forgetWarning(look.tenant(), idle.id());
        return true;
    }

    private void tell(Look look, UserId owner, NoticeKind kind, List<Idle> some) {
        if (some.isEmpty()) {
            return;
        }
        var first = some.getFirst();
        var data = new HashMap<String, @Nullable Object>(Map.of("more", some.size() - 1));
        if (kind == GOES) {
            data.put("at", look.now().plus(NOTICE));
        }
        notifications.tell(
                look.system(),
                List.of(owner),
                kind,
                look.type().key(),
                first.id(),
                first.title(),
                data,
                kind.key() + ":" + first.id() + ":" + first.touched());
    }
}
