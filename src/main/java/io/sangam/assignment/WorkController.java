package io.sangam.assignment;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.StatusHistory;
import io.sangam.pipelines.TransitionOption;
import io.sangam.pipelines.TransitionRequest;
import io.sangam.pipelines.Transitions;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordDesk;
import io.sangam.records.RecordWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/// The HTTP side of an object that somebody owns and that moves through a pipeline.
public abstract class WorkController extends OwnedController {

    /// What such a controller needs, in one hand.
    @Component
    public record WorkDesk(
            RecordDesk records, RecordWriter writer, Responsibility responsibility, Transitions transitions) {}

    /// What a new record is made from; its owner and its pipeline are no fields one writes.
    public record Beginning(Map<String, @Nullable Object> values, Optional<UserId> owner, Optional<UUID> pipeline) {}

    private static final String PIPELINE = "pipeline";

    private final WorkDesk desk;

    protected WorkController(WorkDesk desk, ObjectType type) {
        super(desk.records(), type, desk.responsibility());
        this.desk = desk;
    }

    @GetMapping("/{id}/transitions")
    @Operation(
            summary = "List where a record may go next",
            description =
                    "Every status of its pipeline, whether the move is allowed and why not, and what it asks for.")
    public Answer<List<TransitionOption>> listTransitions(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(desk.transitions().options(actor, type(), id));
    }

    @PostMapping("/{id}/transition")
    @Operation(
            summary = "Move a record to another status",
            description =
                    "Record, status history and event are written together. 409 TRANSITION_NOT_ALLOWED carries `allowed`; "
                            + "422 CONDITIONS_NOT_MET carries `conditions`: what the status asks for and is still missing.")
    public Answer<Map<String, @Nullable Object>> transition(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TransitionRequest body) {
        desk.transitions().move(actor, type(), id, body);
        return Answer.of(shown(actor, id));
    }

    @GetMapping("/{id}/status-history")
    @Operation(
            summary = "List the statuses a record has been in",
            description = "Newest first, with who, when, why, and how many seconds it was in the status before.")
    public Answer<List<StatusHistory>> listStatusHistory(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(desk.transitions().history(actor, type(), id));
    }

    /// Reads the body of a POST; all faults of its fields are told at once.
    protected final Beginning beginning(Actor actor, JsonNode body) {
        var values = desk.writer().parse(actor, type(), body, Responsibility.OWNER, PIPELINE);
        return new Beginning(values, id(body, Responsibility.OWNER, UserId::of), id(body, PIPELINE, UUID::fromString));
    }

    private static <T> Optional<T> id(JsonNode body, String member, Function<String, T> read) {
        var given = body.path(member);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(given.asString("")));
        } catch (IllegalArgumentException _) {
            throw SangamException.invalid(member, "VALUE_TYPE", "The " + member + " is an id");
        }
    }
}
