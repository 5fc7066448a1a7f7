package io.sangam.notifications;

import io.sangam.events.Realtime;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Service
@Transactional
public class Notifications {

    private static final int TITLE = 300;

    private final NotificationRepository repository;
    private final Realtime realtime;
    private final JsonMapper json;
    private final Clock clock;

    Notifications(NotificationRepository repository, Realtime realtime, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.realtime = realtime;
        this.json = json;
        this.clock = clock;
    }

    /// Tells each of the users, except the actor himself, and except those who were told of this cause before.
    ///
    /// @param kind see [Notification]
    /// @param data what the words need: ids, statuses, times; small, and nothing its reader may not see
    /// @param key names the cause, such as `mention:<comment>`
    public void tell(
            Actor actor,
            Collection<UserId> users,
            String kind,
            String object,
            UUID record,
            String title,
            Map<String, ?> data,
            String key) {
        var others = new LinkedHashSet<>(users);
        others.remove(actor.user());
        for (var user : others) {
            var notification = new Notification(
                    Ids.next(),
                    kind,
                    object,
                    record,
                    title.substring(0, Math.min(title.length(), TITLE)),
                    json.valueToTree(data),
                    clock.instant(),
                    null);
            if (repository.insert(actor.tenant(), user, key, notification)) {
                realtime.toUser(actor.tenant(), user, "notification", notification);
            }
        }
    }

    /// Forgets what anybody was told about a record.
    public void forget(TenantId tenant, String object, UUID record) {
        repository.forget(tenant, object, record);
    }

    @Transactional(readOnly = true)
    List<Notification> list(Actor actor, boolean unreadOnly, Optional<UUID> before, int limit) {
        return repository.list(actor, unreadOnly, before, limit);
    }

    @Transactional(readOnly = true)
    int unread(Actor actor) {
        return repository.unread(actor);
    }

    void read(Actor actor, UUID id) {
        if (!repository.markRead(actor, id, clock.instant())) {
            throw SangamException.notFound();
        }
    }

    void readAll(Actor actor) {
        repository.markAllRead(actor, clock.instant());
    }
}
