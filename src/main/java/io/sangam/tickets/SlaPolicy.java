package io.sangam.tickets;

import io.sangam.kernel.SangamException;
import io.sangam.tenancy.WorkCalendar;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a tenant promises about its tickets (R11).
///
/// @param active whether clocks run at all for new tickets
/// @param aroundTheClock whether minutes count by night and on holidays too; otherwise only in the office time of the
/// tenant's calendar
/// @param targets one for each priority, least urgent first
/// @param ratingMails whether customers are asked by mail how it went, once a ticket of theirs is resolved
record SlaPolicy(
        boolean active,
        boolean aroundTheClock,
        @NotNull List<@Valid SlaTarget> targets,
        @Nullable Boolean ratingMails) {

    private static final int MOST_MINUTES = 527_040;

    /// @param firstMinutes until somebody takes the ticket up
    /// @param resolveMinutes until it is resolved
    record SlaTarget(
            @NotNull Priority priority,
            @Min(1) @Max(MOST_MINUTES) int firstMinutes,
            @Min(1) @Max(MOST_MINUTES) int resolveMinutes) {

        Duration first() {
            return Duration.ofMinutes(firstMinutes);
        }

        Duration resolve() {
            return Duration.ofMinutes(resolveMinutes);
        }
    }

    static final SlaPolicy DEFAULT = new SlaPolicy(
            true,
            false,
            List.of(
                    hours(Priority.LOW, 72),
                    hours(Priority.NORMAL, 24),
                    hours(Priority.HIGH, 8),
                    hours(Priority.URGENT, 4),
                    hours(Priority.CRITICAL, 1)),
            false);

    @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
    SlaPolicy {
        targets = targets == null ? List.of() : List.copyOf(targets);
        ratingMails = Boolean.TRUE.equals(ratingMails);
    }

    /// To resolve takes twice as long.
    private static SlaTarget hours(Priority priority, int first) {
        return new SlaTarget(priority, first * 60, first * 120);
    }

    /// The same, with its targets in order.
    ///
    /// @throws SangamException TARGETS_INVALID
    SlaPolicy checked() {
        var inOrder = Stream.of(Priority.values())
                .flatMap(priority -> targets.stream().filter(target -> target.priority() == priority))
                .toList();
        var named = inOrder.stream().map(SlaTarget::priority).toList();
        if (!named.equals(Arrays.asList(Priority.values()))) {
            throw SangamException.invalid(
                    "policy/targets", "TARGETS_INVALID", "Promise one target for each priority, low to critical");
        }
        if (inOrder.stream().anyMatch(target -> target.resolveMinutes() < target.firstMinutes())) {
            throw SangamException.invalid(
                    "policy/targets", "TARGETS_INVALID", "A ticket is answered before it is resolved: allow more time");
        }
        return new SlaPolicy(active, aroundTheClock, inOrder, ratingMails);
    }

    boolean mailsRatings() {
        return Boolean.TRUE.equals(ratingMails);
    }

    SlaTarget of(Priority priority) {
        return targets.stream()
                .filter(target -> target.priority() == priority)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing is promised for " + priority));
    }

    /// The time its minutes are counted in.
    WorkCalendar calendar(WorkCalendar office) {
        return aroundTheClock ? WorkCalendar.ALWAYS : office;
    }
}
