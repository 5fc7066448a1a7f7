package io.sangam.assignment;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/shifts")
@Tag(name = "Shifts", description = "Who works when, so that new work goes to whoever is there")
class ShiftController {

    /// @param version for the next change; 0 before the first
    record PlannedShifts(UserId user, ShiftWeek week, int version) {}

    /// @param version as read before
    /// @param week a day left out is one without a shift; without any, he works whenever
    record PlanShifts(@NotNull Integer version, @NotNull ShiftWeek week) {}

    private final Shifts shifts;

    ShiftController(Shifts shifts) {
        this.shifts = shifts;
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read somebody's shifts",
            description = "One's own, or with the right to read assignment: RIGHT_MISSING (403).")
    Answer<PlannedShifts> readShifts(@Parameter(hidden = true) Actor actor, @PathVariable UserId id) {
        return Answer.of(view(id, shifts.of(actor, id)));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Plan somebody's shifts", description = """
                    His whole week, by the clocks of his own time zone. A shift whose `to` is not later than its `from` ends \
                    on the day after; `24:00` is the end of the day. New work goes to nobody outside of his shift, as long as \
                    somebody else is there. HOURS_INVALID in `errors` (422), VERSION_CONFLICT (409) with the `current` week, \
                    RIGHT_MISSING (403).""")
    Answer<PlannedShifts> planShifts(
            @Parameter(hidden = true) Actor actor, @PathVariable UserId id, @Valid @RequestBody PlanShifts body) {
        return Answer.of(view(id, shifts.plan(actor, id, body.version(), body.week())));
    }

    private static PlannedShifts view(UserId user, Shifts.Planned planned) {
        return new PlannedShifts(user, planned.week(), planned.version());
    }
}
