package io.sangam.webhooks;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.assignment.Responsibility;
import io.sangam.identity.SecretBox;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.outbound.Outbound;
import io.sangam.outbound.OutboundGuard;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who outside is told of what.
@Service
@Transactional
class Webhooks {

    static final String AUDITED_AS = "webhook";

    private static final String MODULE = "integrations";
    private static final int MOST = 50;
    private static final int SECRET_BYTES = 32;

    private final WebhookRepository subscriptions;
    private final MessageRepository deliveries;
    private final Messages messages;
    private final WebhookWorker worker;
    private final OutboundGuard guard;
    private final Outbound outbound;
    private final SecretBox secrets;
    private final ObjectTypes types;
    private final Access access;
    private final Activities activities;
    private final WebhookSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookRepository subscriptions,
            MessageRepository deliveries,
            Messages messages,
            WebhookWorker worker,
            OutboundGuard guard,
            Outbound outbound,
            SecretBox secrets,
            ObjectTypes types,
            Access access,
            Activities activities,
            WebhookSettings settings,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.messages = messages;
        this.worker = worker;
        this.guard = guard;
        this.outbound = outbound;
        this.secrets = secrets;
        this.types = types;
        this.access = access;
        this.activities = activities;
        this.settings = settings;
        this.clock = clock;
    }

    /// What a caller wants; null leaves a member as it is.
    record Wish(
            @Nullable String name,
            @Nullable String url,
            @Nullable List<String> events,
            Webhook.@Nullable Content content,
            @Nullable Boolean active) {}

    /// @param secret shown this once
    record Added(Webhook subscription, String secret) {}

    /// Every event there is, by name.
    @Transactional(readOnly = true)
    List<String> events(Actor actor) {
        access.require(actor, MODULE, Level.READ);
        return known();
    }

    @Transactional(readOnly = true)
    List<Webhook> all(Actor actor) {
        access.require(actor, MODULE, Level.READ);
        return subscriptions.all(actor.tenant());
    }

    Added add(Actor actor, String name, String url, List<String> events, Webhook.Content content) {
        access.require(actor, MODULE, Level.WRITE);
        if (subscriptions.all(actor.tenant()).size() >= MOST) {
            throw new SangamException(WebhookError.WEBHOOK_LIMIT, "A company has at most " + MOST + " webhooks");
        }
        var subscription = new Webhook(
                Ids.next(),
                name.strip(),
                url,
                distinct(events),
                content,
                actor.user(),
                true,
                null,
                null,
                null,
                null,
                0);
        check(subscription);
        var secret = freshSecret();
        subscriptions.insert(actor.tenant(), subscription, secrets.seal(actor.tenant(), secret), clock.instant());
        activities.audit(
                actor,
                AUDITED_AS,
                subscription.id(),
                "created",
                List.of(new Change("name", null, subscription.name()), new Change("url", null, subscription.url())));
        messages.subscriptionsChanged(actor.tenant());
        return new Added(subscription, Signature.shown(secret));
    }

    /// Whoever changes where messages go, or what they hold, becomes their owner: nobody may send himself what only
    /// another is allowed to see.
    Webhook change(Actor actor, UUID id, int version, Wish wish) {
        access.require(actor, MODULE, Level.WRITE);
        var before = find(actor, id);
        var redirected = wish.url() != null && !wish.url().equals(before.url())
                || wish.events() != null && !before.events().containsAll(wish.events())
                || wish.content() != null && wish.content() != before.content();
        var after = new Webhook(
                id,
                wish.name() == null ? before.name() : wish.name().strip(),
                Objects.requireNonNullElse(wish.url(), before.url()),
                wish.events() == null ? before.events() : distinct(wish.events()),
                Objects.requireNonNullElse(wish.content(), before.content()),
                redirected ? actor.user() : before.owner(),
                Objects.requireNonNullElse(wish.active(), before.active()),
                null,
                null,
                before.lastSuccessAt(),
                before.oldSecretUntil(),
                version);
        check(after);
        if (!subscriptions.update(actor.tenant(), after, actor.user(), clock.instant())) {
            throw conflict(actor, id);
        }
        activities.audit(actor, AUDITED_AS, id, "updated", changes(before, after));
        messages.subscriptionsChanged(actor.tenant());
        outbound.trust(id);
        worker.wakeAfterCommit();
        return find(actor, id);
    }

    /// Its log goes with it.
    void delete(Actor actor, UUID id, int version) {
        access.require(actor, MODULE, Level.WRITE);
        var before = find(actor, id);
        if (!subscriptions.delete(actor.tenant(), id, version)) {
            throw conflict(actor, id);
        }
        activities.audit(actor, AUDITED_AS, id, "deleted", List.of(new Change("name", before.name(), null)));
        messages.subscriptionsChanged(actor.tenant());
    }

    /// A new secret. For `overlap` messages carry two signatures, so that the receiver can change over in peace.
    Added rotate(Actor actor, UUID id, Duration overlap) {
        access.require(actor, MODULE, Level.WRITE);
        find(actor, id);
        var secret = freshSecret();
        subscriptions.rotate(
                actor.tenant(),
                id,
                secrets.seal(actor.tenant(), secret),
                clock.instant().plus(overlap));
        activities.audit(actor, AUDITED_AS, id, "secretChanged", List.of());
        return new Added(find(actor, id), Signature.shown(secret));
    }

    UUID test(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.WRITE);
        var subscription = find(actor, id);
        retryNow(actor, id);
        return messages.ping(actor.tenant(), subscription);
    }

    @Transactional(readOnly = true)
    List<Delivery> log(
            Actor actor,
            @Nullable UUID subscription,
            @Nullable String status,
            @Nullable String event,
            @Nullable UUID before,
            int limit) {
        access.require(actor, MODULE, Level.READ);
        return deliveries.log(actor.tenant(), subscription, status, event, before, limit);
    }

    @Transactional(readOnly = true)
    Delivery.Detail delivery(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.READ);
        var delivery = deliveries.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var own = find(actor, delivery.webhook()).owner().equals(actor.user());
        return new Delivery.Detail(
                delivery, own ? deliveries.body(actor.tenant(), id) : null, deliveries.attempts(actor.tenant(), id));
    }

    void replay(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.WRITE);
        var delivery = deliveries.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var now = clock.instant();
        if (!deliveries.replay(actor.tenant(), id, now, now.plus(settings.giveUp()))) {
            throw new SangamException(WebhookError.DELIVERY_PENDING, "The message is on its way already");
        }
        retryNow(actor, delivery.webhook());
    }

    /// Everything that was given up. Returns how many.
    int replayDead(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.WRITE);
        find(actor, id);
        var now = clock.instant();
        var count = deliveries.replayDead(actor.tenant(), id, now, now.plus(settings.giveUp()));
        retryNow(actor, id);
        return count;
    }

    private void retryNow(Actor actor, UUID id) {
        outbound.trust(id);
        subscriptions.wake(actor.tenant(), id);
        worker.wakeAfterCommit();
    }

    private Webhook find(Actor actor, UUID id) {
        return subscriptions.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    private void check(Webhook subscription) {
        guard.check("url", subscription.url());
        if (!known().containsAll(subscription.events())) {
            throw SangamException.invalid("events", "EVENT_UNKNOWN", "There is no such event");
        }
    }

    private List<String> known() {
        var names = new ArrayList<>(List.of("lead.resubmitted", "task.assigned"));
        types.all().stream()
                .filter(type -> type.field(Responsibility.OWNER).isPresent())
                .forEach(type -> names.add(type.key() + ".assigned"));
        types.all().stream().filter(ObjectType::movesThroughPipeline).forEach(type -> names.add(type.key() + ".moved"));
        types.all().stream()
                .flatMap(type -> Stream.of("created", "updated", "deleted", "restored", "commented")
                        .map(what -> type.key() + "." + what))
                .forEach(names::add);
        return names.stream().sorted().toList();
    }

    private SangamException conflict(Actor actor, UUID id) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT,
                        "Somebody changed this webhook meanwhile; look at it and try again")
                .with("current", find(actor, id));
    }

    private static List<Change> changes(Webhook before, Webhook after) {
        return Stream.of(
                        new Change("name", before.name(), after.name()),
                        new Change("url", before.url(), after.url()),
                        new Change("events", before.events(), after.events()),
                        new Change("content", before.content(), after.content()),
                        new Change("owner", before.owner(), after.owner()),
                        new Change("active", before.active(), after.active()))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }

    private static List<String> distinct(List<String> events) {
        return events.stream().distinct().sorted().toList();
    }

    private byte[] freshSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }
}
