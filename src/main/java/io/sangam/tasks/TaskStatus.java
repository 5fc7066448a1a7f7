package io.sangam.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Fixed, unlike the statuses of a pipeline (spec, section 5).
enum TaskStatus {
    TODO,
    IN_PROGRESS,
    /// As other systems have it; here a postponed task is to do again, later.
    POSTPONED,
    DONE,
    CANCELED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    boolean isOpen() {
        return switch (this) {
            case TODO, IN_PROGRESS, POSTPONED -> true;
            case DONE, CANCELED -> false;
        };
    }

    /// The statuses that end a task.
    static List<String> finished() {
        return Arrays.stream(values())
                .filter(status -> !status.isOpen())
                .map(TaskStatus::key)
                .toList();
    }
}
