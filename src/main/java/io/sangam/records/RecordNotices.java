package io.sangam.records;

import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells people what concerns them on any record: a mention, a share, a remark on what they watch.
@Component
class RecordNotices implements Subscriber<RecordEvent>, NoticeSource {

    private static final NoticeKind MENTION =
            NoticeKind.of("mention", Group.CHANGES).digested();
    private static final NoticeKind REMARK =
            NoticeKind.of("remark", Group.CHANGES).mutable();
    private static final NoticeKind SHARED = NoticeKind.of("shared", Group.WORK).digested();

    private final ObjectTypes types;
    private final Records records;
    private final Sight sight;
    private final Notifications notifications;

    RecordNotices(ObjectTypes types, Records records, Sight sight, Notifications notifications) {
        this.types = types;
        this.records = records;
        this.sight = sight;
        this.notifications = notifications;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(MENTION, REMARK, SHARED);
    }

    @Override
    public String name() {
        return "record-notices";
    }

    @Override
    public Class<RecordEvent> events() {
        return RecordEvent.class;
    }

    /// Most of what happens to records concerns nobody, and each delivery costs a transaction.
    @Override
    public boolean isAwaited(RecordEvent event) {
        return switch (event) {
            case RecordEvent.Commented _, RecordEvent.Shared _ -> true;
            case RecordEvent.Created _, RecordEvent.Updated _, RecordEvent.Deleted _, RecordEvent.Restored _ -> false;
        };
    }

    @Override
    public void handle(RecordEvent event) {
        switch (event) {
            case RecordEvent.Commented(var actor, var object, var record, var comment, var mentions) -> {
                tell(actor, mentions, MENTION, object, record, "mention:" + comment);
                tell(actor, watching(actor, object, record, mentions), REMARK, object, record, "remark:" + comment);
            }
            case RecordEvent.Shared(var actor, var object, var record, var with) ->
                tell(actor, with, SHARED, object, record, "shared:" + record + ":" + with.hashCode());
            case RecordEvent.Created _, RecordEvent.Updated _, RecordEvent.Deleted _, RecordEvent.Restored _ -> {}
        }
    }

    /// Whoever was mentioned was told already.
    private List<UserId> watching(Actor actor, String object, UUID record, List<UserId> mentioned) {
        var system = Actor.system(actor.tenant());
        return types.find(object).filter(type -> type.field(Watchers.FIELD).isPresent()).stream()
                .flatMap(type -> records.load(system, type, record, false).stream())
                .flatMap(state -> sight.othersWhoRead(actor, state, Watchers.of(state)).stream())
                .filter(user -> !mentioned.contains(user))
                .toList();
    }

    private void tell(Actor actor, List<UserId> users, NoticeKind kind, String object, UUID record, String key) {
        types.find(object).ifPresent(type -> {
            var system = Actor.system(actor.tenant());
            var title = records.titles(system, type, List.of(record)).getOrDefault(record, type.label());
            notifications.tell(actor, users, kind, object, record, title, Map.of(), key);
        });
    }
}
