package io.sangam.events;

import io.sangam.kernel.Hops;
import io.sangam.kernel.Problems;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Delivers what the outbox holds: one thread claims, a virtual thread per delivery works.
///
/// A delivery is taken out of the queue by the very transaction its subscriber writes in, so what a subscriber does
/// to our own database happens exactly once.
@Component
class OutboxWorker implements SmartLifecycle, ChannelListener {

    static final String CHANNEL = "sangam_outbox";

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final int REASON_LENGTH = 1_000;
    private static final int TENANTS_AT_ONCE = 64;
    private static final int CLAIMED_PER_SLOT = 4;
    /// In which what is published gathers for one claim.
    private static final Duration GATHERING = Duration.ofMillis(25);

    private final Subscriptions subscriptions;
    private final DeliveryRepository deliveries;
    private final TransactionTemplate transaction;
    private final EventsSettings settings;
    private final JsonMapper json;
    private final String name = UUID.randomUUID().toString();
    /// For deliveries under way.
    private final Semaphore slots;
    /// For those claimed, under way or in line for a slot: a claim costs as much as a delivery, so it is for many.
    private final Semaphore room;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread claimer;
    /// Of the claiming thread only.
    private UUID lastServed = DeliveryRepository.FIRST;

    OutboxWorker(
            Subscriptions subscriptions,
            DeliveryRepository deliveries,
            PlatformTransactionManager transactions,
            EventsSettings settings,
            JsonMapper json) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.slots = new Semaphore(settings.concurrency());
        this.room = new Semaphore(settings.concurrency() * CLAIMED_PER_SLOT);
        // Stored events may be older or, during an upgrade, newer than the code that reads them.
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    String name() {
        return name;
    }

    void wake() {
        wakeUps.release();
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void heard(String worker) {
        if (!worker.equals(name)) {
            wake();
        }
    }

    @Override
    public void reconnected() {
        wake();
    }

    @Override
    public void start() {
        if (settings.concurrency() > 0 && !subscriptions.names().isEmpty()) {
            // Assigned before it starts: it runs for as long as it is the assigned one.
            var thread = Thread.ofPlatform().daemon().name("outbox").unstarted(this::work);
            claimer = thread;
            thread.start();
        }
    }

    @Override
    public boolean isRunning() {
        return claimer != null;
    }

    /// Waits for the deliveries under way; what remains is another process's, or the next start's.
    @Override
    public void stop() {
        var thread = claimer;
        claimer = null;
        if (thread == null) {
            return;
        }
        try {
            wake();
            thread.join(Duration.ofSeconds(5));
            var all = settings.concurrency() * CLAIMED_PER_SLOT;
            if (room.tryAcquire(all, 20, TimeUnit.SECONDS)) {
                room.release(all);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (claimer == Thread.currentThread()) {
            try {
                if (!claimAndStart()) {
                    if (wakeUps.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                        Thread.sleep(GATHERING);
                    }
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                log.warn("The outbox can't be read; trying again: {}", e.toString());
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

    /// True when there was work for all the room there was, so there may be more.
    private boolean claimAndStart() throws InterruptedException {
        var least = settings.concurrency();
        if (!room.tryAcquire(least, settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        var free = least + room.drainPermits();
        List<Delivery> claimed = List.of();
        try {
            claimed = claim(free);
        } finally {
            room.release(free - claimed.size());
        }
        claimed.forEach(delivery -> Thread.ofVirtual().name("delivery").start(() -> {
            slots.acquireUninterruptibly();
            try {
                deliver(delivery);
            } finally {
                slots.release();
                room.release();
                wake();
            }
        }));
        return claimed.size() == free;
    }

    /// Goes round the tenants: the next search begins behind the last one that was served.
    private List<Delivery> claim(int limit) {
        var names = subscriptions.names();
        return TenantScope.callSystem(() -> requireResult(transaction.execute(_ -> {
            deliveries.prepareClaims();
            var tenants = deliveries.waiting(lastServed, names, TENANTS_AT_ONCE);
            if (tenants.isEmpty()) {
                return List.<Delivery>of();
            }
            var claimed = deliveries.claim(name, names, tenants, limit, settings.lease());
            lastServed = tenants.reversed().stream()
                    .filter(tenant -> claimed.stream()
                            .anyMatch(delivery -> delivery.tenant().equals(tenant)))
                    .findFirst()
                    .orElse(tenants.getLast())
                    .value();
            return claimed;
        })));
    }

    private static List<Delivery> requireResult(@Nullable List<Delivery> claimed) {
        return claimed == null ? List.of() : claimed;
    }

    private void deliver(Delivery delivery) {
        try (var _ = MDC.putCloseable(Problems.TRACE_ID, delivery.traceId())) {
            Hops.run(
                    delivery.hops(),
                    () -> TenantScope.run(delivery.tenant(), () -> {
                        try {
                            attempt(delivery);
                        } catch (RuntimeException | LinkageError e) {
                            giveBack(delivery, e);
                        }
                    }));
        }
    }

    private void attempt(Delivery delivery) {
        if (delivery.attempt() > settings.attempts()) {
            throw new IllegalStateException("Every worker that tried this died on it");
        }
        var subscriber = subscriptions.subscriber(delivery.subscriber());
        var event = json.readValue(delivery.payload(), subscriptions.type(delivery.type()));
        transaction.executeWithoutResult(_ -> {
            if (deliveries.finish(delivery, name)) {
                subscriber.handle(event);
            }
        });
    }

    private void giveBack(Delivery delivery, Throwable failure) {
        var reason = failure.toString();
        var shortened =
                reason.substring(0, Math.min(reason.length(), REASON_LENGTH)).replace('\0', ' ');
        var last = delivery.attempt() >= settings.attempts();
        if (last) {
            log.error("{} of {} is dead", delivery.type(), delivery.subscriber(), failure);
        } else {
            log.warn(
                    "{} of {} failed, attempt {}", delivery.type(), delivery.subscriber(), delivery.attempt(), failure);
        }
        try {
            transaction.executeWithoutResult(_ -> {
                if (last) {
                    deliveries.bury(delivery, name, shortened);
                } else {
                    deliveries.retry(delivery, name, backoff(delivery.attempt()), shortened);
                }
            });
        } catch (RuntimeException e) {
            log.warn("The delivery stays leased until its lease ends: {}", e.toString());
        }
    }

    /// Doubles with each attempt; the jitter keeps deliveries that failed together from coming back together.
    private Duration backoff(int attempt) {
        var exponential = settings.backoff().multipliedBy(1L << Math.min(attempt - 1, 20));
        var capped = exponential.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : exponential;
        return Duration.ofMillis(
                (long) (capped.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
