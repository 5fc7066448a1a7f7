package io.sangam.notifications;

import io.sangam.events.Realtime;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Service
@Transactional
public class Notifications {

    private static final int TITLE = 300;

    /// What arrives live. Members as of [Notification].
    ///
    /// @param popUp whether it may show itself and be heard: the reader wants it, and it is not his quiet time
    record Arrival(
            UUID id,
            String kind,
            String object,
            UUID recordId,
            String title,
            JsonNode data,
            Instant at,
            @Nullable Instant readAt,
            boolean popUp) {

        static Arrival of(Notification told, boolean popUp) {
            return new Arrival(
                    told.id(),
                    told.kind(),
                    told.object(),
                    told.recordId(),
                    told.title(),
                    told.data(),
                    told.at(),
                    told.readAt(),
                    popUp);
        }
    }

    private final NotificationRepository repository;
    private final PreferenceRepository preferenceRepository;
    private final Preferences preferences;
    private final Mutes mutes;
    private final NoticeQueues queues;
    private final NoticePost post;
    private final Users users;
    private final Realtime realtime;
    private final JsonMapper json;
    private final Clock clock;

    Notifications(
            NotificationRepository repository,
            PreferenceRepository preferenceRepository,
            Preferences preferences,
            Mutes mutes,
            NoticeQueues queues,
            NoticePost post,
            Users users,
            Realtime realtime,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.preferenceRepository = preferenceRepository;
        this.preferences = preferences;
        this.mutes = mutes;
        this.queues = queues;
        this.post = post;
        this.users = users;
        this.realtime = realtime;
        this.json = json;
        this.clock = clock;
    }

    /// Tells each of the users by the ways he chose, except the actor himself, those who were told of this cause
    /// before, and those who muted the record where the notice is of changes.
    ///
    /// @param data what the words need: ids, statuses, times; small, and nothing its reader may not see
    /// @param key names the cause, such as `mention:<comment>`
    public void tell(
            Actor actor,
            Collection<UserId> people,
            NoticeKind kind,
            String object,
            UUID record,
            String title,
            Map<String, ?> data,
            String key) {
        var others = new LinkedHashSet<>(people);
        others.remove(actor.user());
        if (kind.silencedByMute() && !others.isEmpty()) {
            others.removeAll(mutes.of(actor.tenant(), others, object, record));
        }
        if (others.isEmpty()) {
            return;
        }
        var ofCompany = preferenceRepository.ofCompany(actor.tenant());
        var own = preferenceRepository.all(actor.tenant());
        for (var user : others) {
            var notification = new Notification(
                    Ids.next(),
                    kind.key(),
                    object,
                    record,
                    title.substring(0, Math.min(title.length(), TITLE)),
                    json.valueToTree(data),
                    clock.instant(),
                    null);
            var preference = own.getOrDefault(user, Preference.NONE);
            deliver(actor.tenant(), user, kind, preference, preference.channels(kind, ofCompany), key, notification);
        }
    }

    private void deliver(
            TenantId tenant,
            UserId user,
            NoticeKind kind,
            Preference preference,
            Channels channels,
            String key,
            Notification notification) {
        var reached =
                post.isOpen() && users.find(tenant, user).filter(User::active).isPresent();
        var digest = reached && channels.digest() && !channels.mail();
        if (channels.isSilent() || !repository.insert(tenant, user, key, notification, channels.app(), digest)) {
            return;
        }
        var now = notification.at();
        var quiet = preference.quietHours();
        var over = quiet == null || (kind.urgent() && quiet.urgent())
                ? now
                : preferences.over(tenant, user, preference, now);
        if (channels.app()) {
            var popUp = channels.popUp() && over.equals(now);
            realtime.toUser(tenant, user, "notification", Arrival.of(notification, popUp));
        }
        if (digest) {
            queues.addDigest(tenant, user, preferences.digestAfter(tenant, user, preference, now));
        } else if (reached && channels.mail() && over.isAfter(now)) {
            queues.addMail(tenant, user, notification.id(), over);
        } else if (reached && channels.mail()) {
            post.mail(tenant, user, notification.id());
        }
    }

    /// Forgets what anybody was told about a record, and who did not want to be.
    public void forget(TenantId tenant, String object, UUID record) {
        repository.forget(tenant, object, record);
        mutes.forget(tenant, object, record);
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
