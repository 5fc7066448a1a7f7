package io.sangam.webhooks;

import io.sangam.identity.SecretBox;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Hops;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.outbound.Outbound;
import io.sangam.outbound.Outbound.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Hands one message over and writes down what came of it. No transaction is open while an endpoint thinks.
@Component
class Handover implements NoticeSource {

    private static final NoticeKind WEBHOOK_DISABLED =
            NoticeKind.of("webhookDisabled", Group.SYSTEM).mailed().staying();

    private final Outbound outbound;
    private final SecretBox secrets;
    private final WebhookRepository subscriptions;
    private final MessageRepository deliveries;
    private final Notifications notifications;
    private final TransactionOperations transactions;
    private final WebhookSettings settings;
    private final Clock clock;

    Handover(
            Outbound outbound,
            SecretBox secrets,
            WebhookRepository subscriptions,
            MessageRepository deliveries,
            Notifications notifications,
            TransactionOperations transactions,
            WebhookSettings settings,
            Clock clock) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.notifications = notifications;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void run(Claimed claimed, String worker) {
        var begin = clock.instant();
        var outcome = outbound.post(
                claimed.subscription(),
                URI.create(claimed.url()),
                headers(claimed, begin),
                claimed.body().getBytes(StandardCharsets.UTF_8));
        transactions.executeWithoutResult(_ -> {
            switch (outcome) {
                case Outcome.Resting _ -> {
                    deliveries.putBack(claimed, worker);
                    subscriptions.rest(
                            claimed.tenant(),
                            claimed.subscription(),
                            clock.instant().plus(Outcome.Resting.PAUSE));
                }
                case Outcome.Answered(var status, var took)
                when status >= 200 && status < 300 -> {
                    deliveries.attempted(claimed, begin, status, null, took);
                    deliveries.delivered(claimed, worker, begin, status);
                    subscriptions.succeeded(claimed.tenant(), claimed.subscription(), begin);
                }
                case Outcome.Answered(var status, var took) -> failed(claimed, worker, status, null, took);
                case Outcome.Failed(var reason, var took) -> failed(claimed, worker, null, reason, took);
            }
        });
    }

    /// Signed for this attempt: a receiver may refuse messages that are minutes old, and secrets change meanwhile.
    private Map<String, String> headers(Claimed claimed, Instant now) {
        var id = claimed.id().toString();
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                String.valueOf(now.getEpochSecond()),
                "webhook-signature",
                Signature.header(live(claimed, now), id, now, claimed.body()),
                Hops.HEADER,
                String.valueOf(claimed.hops() + 1));
    }

    private List<byte[]> live(Claimed claimed, Instant now) {
        var live = new ArrayList<byte[]>();
        live.add(secrets.open(claimed.tenant(), claimed.secret()));
        if (claimed.oldSecret() != null && claimed.oldSecretUntil() != null && now.isBefore(claimed.oldSecretUntil())) {
            live.add(secrets.open(claimed.tenant(), claimed.oldSecret()));
        }
        return live;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(WEBHOOK_DISABLED);
    }

    private void failed(
            Claimed claimed, String worker, @Nullable Integer status, @Nullable String reason, Duration took) {
        var now = clock.instant();
        var next = now.plus(backoff(claimed.attempt()));
        deliveries.attempted(claimed, now, status, reason, took);
        deliveries.failed(claimed, worker, now, status, reason, next.isAfter(claimed.giveUpAt()) ? null : next);
        subscriptions.failed(claimed.tenant(), claimed.subscription(), now);
        subscriptions
                .disable(claimed.tenant(), claimed.subscription(), now.minus(settings.giveUp()), now)
                .ifPresent(off -> notifications.tell(
                        Actor.system(claimed.tenant()),
                        List.of(off.owner()),
                        WEBHOOK_DISABLED,
                        Webhooks.AUDITED_AS,
                        off.id(),
                        off.name(),
                        Map.of(),
                        "webhookDisabled:" + off.id() + ":" + off.version()));
    }

    /// Doubles with each attempt; the jitter keeps messages that failed together from coming back together.
    private Duration backoff(int attempt) {
        var exponential = settings.backoff().multipliedBy(1L << Math.min(attempt - 1, 20));
        var capped = exponential.compareTo(settings.longestBackoff()) > 0 ? settings.longestBackoff() : exponential;
        return Duration.ofMillis(
                (long) (capped.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
