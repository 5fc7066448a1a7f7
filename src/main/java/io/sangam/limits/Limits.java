package io.sangam.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/// Counts per key and minute. A request is counted in memory, at no cost; twice a second each process adds what it
/// counted to a shared store and learns what the others did, for those keys only that have used a quarter of their
/// limit. Where a key fills fast it does not wait for that: a fiftieth of a limit not told yet is told at once, and
/// beyond two fiftieths requests wait for the answer, so N processes together overrun a limit by 2 (N - 1) fiftieths,
/// however slow their talk is. While the store is away nobody waits: each counts for itself.
@Service
public class Limits implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Limits.class);
    private static final Duration EXCHANGE = Duration.ofMillis(500);
    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final int MINUTE = 60;
    private static final int WORTH_TELLING = 4;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final UsageStore database;
    private final @Nullable UsageStore redis;
    private final Clock clock;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread exchange;
    private volatile boolean alone;

    @Autowired
    Limits(DatabaseUsage database, ObjectProvider<RedisUsage> redis, Clock clock) {
        this(database, redis.getIfAvailable(), clock);
    }

    private Limits(UsageStore database, @Nullable UsageStore redis, Clock clock) {
        this.database = database;
        this.redis = redis;
        this.clock = clock;
    }

    static Limits over(UsageStore store, Clock clock) {
        return new Limits(store, null, clock);
    }

    /// One key's minute: what all processes are known to have counted, and what only this one has since.
    private static final class Counter {

        private final int limit;
        private final long minute;
        private int known;
        private int own;

        private Counter(int limit, long minute) {
            this.limit = limit;
            this.minute = minute;
        }

        private synchronized void add() {
            own++;
        }

        private synchronized int used() {
            return known + own;
        }

        /// Until the others know of most of what this process counted, or patience ends.
        private synchronized void awaitExchange() {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            try {
                for (var left = PATIENCE.toNanos(); isFarAhead() && left > 0; left = deadline - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isFarAhead() {
            return isWorthTelling() && own * AT_ONCE > 2 * Math.max(limit, AT_ONCE);
        }

        private synchronized boolean isPressing() {
            return isWorthTelling() && own * AT_ONCE >= limit;
        }

        private synchronized int take() {
            return isWorthTelling() ? own : 0;
        }

        private boolean isWorthTelling() {
            return known < limit && (known + own) * WORTH_TELLING >= limit;
        }

        /// Never fewer than this process knows of: another store may have begun anew.
        private synchronized void exchanged(int given, int total) {
            own -= given;
            known = Math.max(known + given, total);
            notifyAll();
        }
    }

    /// Counts one more for the key, also when it is too many.
    public Usage count(String key, int limit) {
        var second = clock.instant().getEpochSecond();
        var minute = Math.floorDiv(second, MINUTE);
        var counter = counters.compute(
                key, (_, before) -> before == null || before.minute != minute ? new Counter(limit, minute) : before);
        counter.add();
        if (counter.isPressing() && wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
        if (isRunning() && !alone) {
            counter.awaitExchange();
        }
        return new Usage(limit, limit - counter.used(), MINUTE - Math.floorMod(second, MINUTE));
    }

    void exchangeNow() {
        var minute = Math.floorDiv(clock.instant().getEpochSecond(), MINUTE);
        counters.values().removeIf(counter -> counter.minute < minute);
        var given = new HashMap<String, Integer>();
        counters.forEach((key, counter) -> {
            var own = counter.take();
            if (own > 0 && counter.minute == minute) {
                given.put(key, own);
            }
        });
        if (given.isEmpty()) {
            return;
        }
        var totals = add(minute, given);
        given.forEach((key, own) -> {
            var counter = counters.get(key);
            if (counter != null && counter.minute == minute) {
                counter.exchanged(own, totals.getOrDefault(key, own));
            }
        });
    }

    /// When Redis is away the processes meet in the database; each still knows what it was told before.
    private Map<String, Integer> add(long minute, Map<String, Integer> given) {
        if (redis != null) {
            try {
                return redis.add(minute, given);
            } catch (RuntimeException e) {
                log.debug("Redis does not count; the database does", e);
            }
        }
        return database.add(minute, given);
    }

    private void exchangeUntilStopped() {
        try {
            while (isRunning()) {
                wakeUps.tryAcquire(EXCHANGE.toMillis(), TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
                try {
                    exchangeNow();
                    alone = false;
                } catch (RuntimeException e) {
                    if (!alone) {
                        log.warn("Usage could not be exchanged; this process counts for itself until it can", e);
                    }
                    alone = true;
                    Thread.sleep(EXCHANGE);
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        var thread = Thread.ofVirtual().name("limits").unstarted(this::exchangeUntilStopped);
        exchange = thread;
        thread.start();
    }

    @Override
    public void stop() {
        var thread = exchange;
        exchange = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return exchange != null;
    }
}
