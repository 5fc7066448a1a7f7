package io.sangam.records;

import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.notifications.Notifications;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells people what concerns them on any record: a mention, a share, a remark on what they watch.
@Component
class RecordNotices implements Subscriber<RecordEvent> {

    private final ObjectTypes types;
    private final Records records;
    private final Notifications notifications;

    RecordNotices(ObjectTypes types, Records records, Notifications notifications) {
        this.types = types;
        this.records = records;
        this.notifications = notifications;
    }

    @Override
    public String name() {
        return "record-notices";
    }

    @Override
    public Class<RecordEvent> events() {
        return RecordEvent.class;
    }

    @Override
    public void handle(RecordEvent event) {
        switch (event) {
            case RecordEvent.Commented(var actor, var object, var record, var comment, var mentions) -> {
                tell(actor, mentions, "mention", object, record, "mention:" + comment);
                tell(actor, watching(actor, object, record, mentions), "remark", object, record, "remark:" + comment);
            }
            case RecordEvent.Shared(var actor, var object, var record, var with) ->
                tell(actor, with, "shared", object, record, "shared:" + record + ":" + with.hashCode());
            case RecordEvent.Created _, RecordEvent.Updated _, RecordEvent.Deleted _, RecordEvent.Restored _ -> {}
        }
    }

    /// Whoever was mentioned was told already.
    private List<UserId> watching(Actor actor, String object, UUID record, List<UserId> mentioned) {
        var system = Actor.system(actor.tenant());
        return types.find(object).filter(type -> type.field(Watchers.FIELD).isPresent()).stream()
                .flatMap(type -> records.load(system, type, record, false).stream())
                .flatMap(state -> Watchers.whoRead(records, actor, state, Watchers.of(state)).stream())
                .filter(user -> !mentioned.contains(user))
                .toList();
    }

    private void tell(Actor actor, List<UserId> users, String kind, String object, UUID record, String key) {
        types.find(object).ifPresent(type -> {
            var system = Actor.system(actor.tenant());
            var title = records.titles(system, type, List.of(record)).getOrDefault(record, type.label());
            notifications.tell(actor, users, kind, object, record, title, Map.of(), key);
        });
    }
}
