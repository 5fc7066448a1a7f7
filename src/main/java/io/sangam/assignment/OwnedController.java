package io.sangam.assignment;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordController;
import io.sangam.records.RecordDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// The HTTP side of an object somebody owns.
public abstract class OwnedController extends RecordController {

    private final Responsibility responsibility;

    protected OwnedController(RecordDesk desk, ObjectType type, Responsibility responsibility) {
        super(desk, type);
        this.responsibility = responsibility;
    }

    public record Reassignment(
            int version,
            @NotNull UserId owner,
            @Nullable @Size(max = 500) String reason) {}

    @PostMapping("/{id}/reassign")
    @Operation(
            summary = "Give a record to another owner",
            description =
                    "Needs the action `assign` (R9), except to take what nobody owns out of a queue one works. The new owner is told and gets a task if none is open (R6). When the "
                            + "caller loses sight of the record by it, the answer holds only `id` and `version`.")
    public Answer<Map<String, @Nullable Object>> reassign(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody Reassignment body) {
        return Answer.of(responsibility.reassign(actor, type(), id, body.version(), body.owner(), body.reason()));
    }
}
