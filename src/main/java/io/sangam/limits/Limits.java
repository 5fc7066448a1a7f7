package io.sangam.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Counts per key and minute. A request is counted in memory, at no cost; twice a second each process adds what it
/// counted to a shared table and learns what the others did, for those keys only that have used a quarter of their
/// limit. With N processes a limit is thus overrun by what comes in half a second at most.
@Service
public class Limits implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Limits.class);
    private static final Duration EXCHANGE = Duration.ofMillis(500);
    private static final int MINUTE = 60;

    private final UsageRepository repository;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private volatile @Nullable Thread exchange;

    Limits(UsageRepository repository, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
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

        private synchronized int add() {
            own++;
            return known + own;
        }

        private synchronized int take() {
            return (known + own) * 4 >= limit ? own : 0;
        }

        private synchronized void exchanged(int given, int total) {
            own -= given;
            known = total;
        }
    }

    /// Counts one more for the key, also when it is too many.
    public Usage count(String key, int limit) {
        var second = clock.instant().getEpochSecond();
        var minute = Math.floorDiv(second, MINUTE);
        var counter = counters.compute(
                key, (_, before) -> before == null || before.minute != minute ? new Counter(limit, minute) : before);
        return new Usage(limit, limit - counter.add(), MINUTE - Math.floorMod(second, MINUTE));
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
        var totals = transactions.execute(_ -> {
            repository.forgetBefore(minute - 2);
            return repository.add(minute, given);
        });
        given.forEach((key, own) -> {
            var counter = counters.get(key);
            if (counter != null && counter.minute == minute) {
                counter.exchanged(own, totals.getOrDefault(key, own));
            }
        });
    }

    private void exchangeUntilStopped() {
        try {
            while (isRunning()) {
                Thread.sleep(EXCHANGE);
                try {
                    exchangeNow();
                } catch (RuntimeException e) {
                    log.debug("Usage could not be exchanged; this process counts for itself until it can", e);
                }
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
