package io.sangam.webhooks;

import io.sangam.kernel.Problems;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Works off the queue of messages: one thread claims, a virtual thread per message waits for the endpoint.
@Component
class WebhookWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WebhookWorker.class);

    private final MessageRepository deliveries;
    private final Handover handover;
    private final TransactionOperations transactions;
    private final WebhookSettings settings;
    private final Clock clock;
    private final String name = UUID.randomUUID().toString();
    private final Semaphore slots;
    private final Semaphore wakeUps = new Semaphore(0);
    /// How many messages are on their way, by subscription.
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final Map<TenantId, Integer> ofTenant = new ConcurrentHashMap<>();
    private volatile @Nullable Thread claimer;

    WebhookWorker(
            MessageRepository deliveries,
            Handover handover,
            TransactionOperations transactions,
            WebhookSettings settings,
            Clock clock) {
        this.deliveries = deliveries;
        this.handover = handover;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.slots = new Semaphore(settings.concurrency());
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeUps.release();
            }
        });
    }

    @Override
    public void start() {
        if (settings.concurrency() > 0) {
            // Assigned before it starts: it runs for as long as it is the assigned one.
            var thread = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::work);
            claimer = thread;
            thread.start();
        }
    }

    @Override
    public boolean isRunning() {
        return claimer != null;
    }

    /// Waits for the messages under way; what remains is another process's, or the next start's.
    @Override
    public void stop() {
        var thread = claimer;
        claimer = null;
        if (thread == null) {
            return;
        }
        try {
            wakeUps.release();
            thread.join(Duration.ofSeconds(5));
            if (slots.tryAcquire(settings.concurrency(), 15, TimeUnit.SECONDS)) {
                slots.release(settings.concurrency());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (claimer == Thread.currentThread()) {
            try {
                if (claimAndStart() == 0) {
                    wakeUps.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                log.warn("The queue of webhooks can't be read; trying again: {}", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.poll());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int claimAndStart() throws InterruptedException {
        if (!slots.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            return 0;
        }
        var free = 1 + slots.drainPermits();
        List<Claimed> claimed = List.of();
        try {
            claimed = claim(free);
        } finally {
            slots.release(free - claimed.size());
        }
        for (var each : claimed) {
            underWay.merge(each.subscription(), 1, Integer::sum);
            ofTenant.merge(each.tenant(), 1, Integer::sum);
            Thread.ofVirtual().name("webhook").start(() -> {
                try {
                    handOver(each);
                } finally {
                    underWay.computeIfPresent(each.subscription(), (_, count) -> count == 1 ? null : count - 1);
                    ofTenant.computeIfPresent(each.tenant(), (_, count) -> count == 1 ? null : count - 1);
                    slots.release();
                    wakeUps.release();
                }
            });
        }
        return claimed.size();
    }

    private List<Claimed> claim(int limit) {
        var busy = atLeast(settings.perEndpoint(), underWay);
        // Slow endpoints of one company leave a quarter of the slots to the others.
        var busyTenants = atLeast(Math.max(1, settings.concurrency() * 3 / 4), ofTenant);
        @Nullable
        List<Claimed> claimed = TenantScope.callSystem(() -> transactions.execute(_ -> deliveries.claim(
                name, clock.instant(), settings.lease(), settings.perEndpoint(), busy, busyTenants, limit)));
        return claimed == null ? List.of() : claimed;
    }

    private static <K> List<K> atLeast(int most, Map<K, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void handOver(Claimed claimed) {
        try (var _ = MDC.putCloseable(Problems.TRACE_ID, claimed.trace())) {
            TenantScope.run(claimed.tenant(), () -> handover.run(claimed, name));
        } catch (RuntimeException e) {
            log.warn("The message {} stays leased until its lease ends", claimed.id(), e);
        }
    }
}
