package io.sangam.records;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is written together and undone together: by one request, or by one row of a bulk operation. Every activity
/// carries the id of the change set it was written in.
///
/// @param bulk the operation the row belongs to
public record ChangeSet(UUID id, @Nullable UUID bulk) {

    private static final ScopedValue<ChangeSet> CURRENT = ScopedValue.newInstance();

    /// Empty in jobs and schedules: what they do on their own is nobody's to undo.
    public static Optional<ChangeSet> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    public <X extends Throwable> void run(Work<X> work) throws X {
        ScopedValue.where(CURRENT, this).<@Nullable Void, X>call(() -> {
            work.run();
            return null;
        });
    }

    public interface Work<X extends Throwable> {

        void run() throws X;
    }
}
