package io.sangam.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// All that one transaction has gathered and not said yet. What is said at one moment travels in one round trip.
final class Unsaid implements TransactionSynchronization {

    private static final TransactionLocal<Unsaid> CURRENT = new TransactionLocal<>(() -> {
        var unsaid = new Unsaid();
        TransactionSynchronizationManager.registerSynchronization(unsaid);
        return unsaid;
    });

    private final List<Gathered<?>.Pending> pending = new ArrayList<>();
    private @Nullable StatementBatch underWay;
    private boolean ended;
    private int otherWrites;

    private Unsaid() {}

    static @Nullable Unsaid find() {
        return CURRENT.find();
    }

    static Unsaid get() {
        return CURRENT.get();
    }

    /// What the statements of this moment travel in; null when each goes for itself.
    static @Nullable StatementBatch underWay() {
        @Nullable Unsaid unsaid = find();
        return unsaid == null ? null : unsaid.underWay;
    }

    /// Before a statement that may read, or rest on, what was gathered.
    ///
    /// @param writes whether it may change what this transaction believes to know
    static void before(boolean writes) {
        @Nullable Unsaid unsaid = find();
        if (unsaid != null && unsaid.underWay == null) {
            unsaid.say(Gathered.Turn.BEFORE_READING);
            if (writes) {
                unsaid.otherWrites++;
            }
        }
    }

    int otherWrites() {
        return otherWrites;
    }

    boolean hasEnded() {
        return ended;
    }

    <T> Gathered<T>.Pending of(Gathered<T> gathered) {
        for (var each : pending) {
            if (each.isOf(gathered)) {
                @SuppressWarnings("unchecked") // its own
                var own = (Gathered<T>.Pending) each;
                return own;
            }
        }
        var begun = gathered.begin();
        pending.add(begun);
        pending.sort(Comparator.comparing(each -> each.turn()));
        return begun;
    }

    /// @param last whose turn it is still
    void say(Gathered.Turn last) {
        if (underWay != null || next(last).isEmpty()) {
            return;
        }
        var trip = new StatementBatch();
        underWay = trip;
        try {
            // saying one thing may bring up another
            for (var next = next(last); next.isPresent(); next = next(last)) {
                next.get().say();
            }
            trip.go();
        } finally {
            underWay = null;
        }
    }

    private Optional<Gathered<?>.Pending> next(Gathered.Turn last) {
        for (var each : pending) {
            if (!each.isEmpty() && each.turn().compareTo(last) <= 0) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        say(Gathered.Turn.END);
        ended = true;
    }

    @Override
    public void afterCommit() {
        pending.forEach(each -> each.said());
    }
}
