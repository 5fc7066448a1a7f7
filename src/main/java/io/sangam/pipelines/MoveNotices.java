package io.sangam.pipelines;

import io.sangam.access.Access;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.records.Sight;
import io.sangam.records.Watchers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells the people a status wants told, and those who watch the record, except the one who moved it.
@Component
class MoveNotices implements Subscriber<PipelineEvent.Moved>, NoticeSource {

    private static final NoticeKind STATUS_CHANGED =
            NoticeKind.of("statusChanged", Group.CHANGES).mutable();

    private static final String OWNER_FIELD = "owner";

    private final ObjectTypes types;
    private final Records records;
    private final Sight sight;
    private final Access access;
    private final Notifications notifications;

    MoveNotices(ObjectTypes types, Records records, Sight sight, Access access, Notifications notifications) {
        this.types = types;
        this.records = records;
        this.sight = sight;
        this.access = access;
        this.notifications = notifications;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(STATUS_CHANGED);
    }

    @Override
    public String name() {
        return "pipeline-move-notices";
    }

    @Override
    public Class<PipelineEvent.Moved> events() {
        return PipelineEvent.Moved.class;
    }

    @Override
    public void handle(PipelineEvent.Moved event) {
        var tenant = event.actor().tenant();
        var type = types.get(event.object());
        var wanted = event.tell();
        var watched = type.field(Watchers.FIELD).isPresent();
        if ((wanted.isEmpty() && !watched) || !records.isReadable(Actor.system(tenant), type, event.subject())) {
            return;
        }
        var record = records.load(Actor.system(tenant), type, event.subject());
        var people = new LinkedHashSet<UserId>();
        for (var role : wanted) {
            people.addAll(role.equals(Effect.Notify.OWNER) ? owner(record) : access.usersWithRole(tenant, role));
        }
        people.addAll(Watchers.of(record));
        notifications.tell(
                event.actor(),
                sight.othersWhoRead(event.actor(), record, people),
                STATUS_CHANGED,
                event.object(),
                record.id(),
                record.title(),
                Map.of("from", event.from(), "to", event.to()),
                "moved:" + event.move());
    }

    /// Whoever is most responsible for the record.
    private static Set<UserId> owner(RecordState record) {
        return record.type().field(OWNER_FIELD).isPresent() && record.user(OWNER_FIELD) instanceof UserId owner
                ? Set.of(owner)
                : Set.of();
    }
}
