package io.sangam.records;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How fast exports go: all of them together take so much of the processors' time and no more, however much they have
/// to do. Nobody waits for the last row of a million; everybody waits for his page.
///
/// Each works for a batch and rests in proportion. What most people export is done before the first rest.
@Component
class ExportPace {

    /// Rows that are written without a rest.
    static final int AT_ONCE = 10_000;

    /// A batch that took longer than this waited for its reader.
    private static final Duration LONGEST_WORK = Duration.ofMillis(20);

    interface Sleeper {

        void sleep(long nanos);
    }

    /// One export's.
    final class Walk implements AutoCloseable {

        private int rows;
        private long begun = ticker.getAsLong();

        private Walk() {
            running.incrementAndGet();
        }

        /// A batch is done.
        void rest(int written) {
            rows += written;
            if (rows > AT_ONCE) {
                var work = Math.min(ticker.getAsLong() - begun, LONGEST_WORK.toNanos());
                sleeper.sleep(Math.round(work * (running.get() / share - 1)));
            }
            begun = ticker.getAsLong();
        }

        @Override
        public void close() {
            running.decrementAndGet();
        }
    }

    private final double share;
    private final LongSupplier ticker;
    private final Sleeper sleeper;
    private final AtomicInteger running = new AtomicInteger();

    @Autowired
    ExportPace(ExportSettings settings) {
        this(settings.share() * Runtime.getRuntime().availableProcessors(), System::nanoTime, LockSupport::parkNanos);
    }

    /// @param processors how many they may keep busy
    ExportPace(double processors, LongSupplier ticker, Sleeper sleeper) {
        this.share = Math.min(1, processors);
        this.ticker = ticker;
        this.sleeper = sleeper;
    }

    Walk begin() {
        return new Walk();
    }
}
