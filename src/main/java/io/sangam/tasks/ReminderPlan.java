package io.sangam.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When the assignee of an open task is reminded (R12): at the tenant's rules around the due time, at the time asked
/// for the task itself, and daily while it is overdue.
final class ReminderPlan {

    private static final Duration DAILY = Duration.ofDays(1);
    /// After which nobody needs to be told daily any more; the list of overdue tasks still has it.
    private static final Duration TELL_FOR = Duration.ofDays(30);

    /// @param rule minutes from the due time; positive means it is overdue
    record Reminder(int rule, Instant at) {}

    private ReminderPlan() {}

    /// What is still to come; what would have been before `now` is left out.
    static List<Reminder> of(Instant dueAt, @Nullable Instant remindAt, List<Integer> rules, Instant now) {
        var plan = new TreeMap<Integer, Instant>();
        for (var rule : rules) {
            plan.put(rule, dueAt.plus(Duration.ofMinutes(rule)));
        }
        if (remindAt != null) {
            plan.putIfAbsent(rule(dueAt, remindAt), remindAt);
        }
        plan.values().removeIf(at -> !at.isAfter(now));
        if (plan.isEmpty() || plan.lastKey() <= 0) {
            daily(dueAt, rules, now).ifPresent(next -> plan.put(next.rule(), next.at()));
        }
        return plan.entrySet().stream()
                .map(entry -> new Reminder(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// The next of the daily ones, for tenants that want to be told of overdue tasks at all.
    static Optional<Reminder> daily(Instant dueAt, List<Integer> rules, Instant now) {
        var next = now.plus(DAILY);
        return now.isAfter(dueAt) && rules.stream().anyMatch(rule -> rule > 0) && next.isBefore(dueAt.plus(TELL_FOR))
                ? Optional.of(new Reminder(rule(dueAt, next), next))
                : Optional.empty();
    }

    private static int rule(Instant dueAt, Instant at) {
        return Math.toIntExact(Duration.between(dueAt, at).toMinutes());
    }
}
