package io.sangam.tenancy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Shares a few places among many. Nobody holds more than his share of them, so there is always one for who comes
/// next; a place that gets free goes to whom of those that wait holds the fewest, and of equals to the one served
/// longest ago. Who waits alone waits in order.
///
/// @param <K> by whom places are counted
final class FairGate<K> {

    enum Outcome {
        ENTERED,
        /// Too many of the same wait already, or it took too long though places came back.
        CROWDED,
        /// It took too long, and not one of its own places came back meanwhile: whoever holds them is stuck.
        STUCK
    }

    private static final class Waiter {
        private final Condition turn;
        private boolean admitted;

        private Waiter(Condition turn) {
            this.turn = turn;
        }
    }

    private static final class Lane {
        private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
        private int held;
        private long served;
        private long left;

        private Lane(long served) {
            this.served = served;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Lane> lanes = new HashMap<>();
    private final int share;
    private final int mostWaiting;
    private int free;
    private long turns;

    /// @param share how many of the places one may hold
    /// @param mostWaiting how many of one may wait
    FairGate(int places, int share, int mostWaiting) {
        this.free = places;
        this.share = share;
        this.mostWaiting = mostWaiting;
    }

    /// Who has entered must [#leave].
    Outcome enter(K who, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var lane = lanes.computeIfAbsent(who, _ -> new Lane(++turns));
            if (free > 0 && lane.held < share && lane.waiting.isEmpty()) {
                admit(lane);
                return Outcome.ENTERED;
            }
            if (lane.waiting.size() >= mostWaiting) {
                return Outcome.CROWDED;
            }
            return await(who, lane, patience.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private Outcome await(K who, Lane lane, long patience) throws InterruptedException {
        var waiter = new Waiter(lock.newCondition());
        var leftBefore = lane.left;
        var nanos = patience;
        lane.waiting.add(waiter);
        try {
            while (!waiter.admitted && nanos > 0) {
                nanos = waiter.turn.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            if (waiter.admitted) {
                giveBack(who, lane);
            }
            throw e;
        } finally {
            lane.waiting.remove(waiter);
            forgetIfIdle(who, lane);
        }
        if (waiter.admitted) {
            return Outcome.ENTERED;
        }
        return lane.left == leftBefore ? Outcome.STUCK : Outcome.CROWDED;
    }

    void leave(K who) {
        lock.lock();
        try {
            @Nullable Lane lane = lanes.get(who);
            if (lane == null || lane.held == 0) {
                throw new IllegalStateException("Who has not entered can't leave");
            }
            giveBack(who, lane);
        } finally {
            lock.unlock();
        }
    }

    int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
        } finally {
            lock.unlock();
        }
    }

    private void admit(Lane lane) {
        free--;
        lane.held++;
        lane.served = ++turns;
    }

    private void giveBack(K who, Lane lane) {
        free++;
        lane.held--;
        lane.left++;
        while (free > 0 && next() instanceof Lane lucky) {
            var waiter = lucky.waiting.remove();
            admit(lucky);
            waiter.admitted = true;
            waiter.turn.signal();
        }
        forgetIfIdle(who, lane);
    }

    private @Nullable Lane next() {
        return lanes.values().stream()
                .filter(lane -> !lane.waiting.isEmpty() && lane.held < share)
                .min(Comparator.<Lane>comparingInt(lane -> lane.held).thenComparingLong(lane -> lane.served))
                .orElse(null);
    }

    private void forgetIfIdle(K who, Lane lane) {
        if (lane.held == 0 && lane.waiting.isEmpty()) {
            lanes.remove(who, lane);
        }
    }
}
