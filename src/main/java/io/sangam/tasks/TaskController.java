package io.sangam.tasks;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordController;
import io.sangam.records.RecordDesk;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "Tasks", description = "What has to be done by when, with reminders")
class TaskController extends RecordController {

    private final Tasks tasks;
    private final RecordWriter writer;
    private final Records records;

    TaskController(RecordDesk desk, ObjectType taskType, Tasks tasks, RecordWriter writer, Records records) {
        super(desk, taskType);
        this.tasks = tasks;
        this.writer = writer;
        this.records = records;
    }

    /// Describes the body to readers of the API; the spine reads it, so that all faults are told at once.
    record NewTask(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200)
            String title,

            @Schema(
                    allowableValues = {"follow_up", "call", "meeting", "email", "whatsapp", "document", "todo"},
                    description = "A to-do, if left out")
            @Nullable
            String kind,

            @Schema(
                    allowableValues = {"low", "medium", "high"},
                    description = "Medium, if left out")
            @Nullable
            String priority,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "With its offset; may be past")
            Instant dueAt,

            @Schema(description = "A reminder of its own, beside the tenant's rules") @Nullable
            Instant remindAt,

            @Schema(description = "The caller, if left out") @Nullable
            UserId assignee,

            @Schema(description = "The record it belongs to") @Nullable
            TaskParent parent,

            @Schema(maxLength = Tasks.COMMENT_LENGTH) @Nullable
            String comment) {}

    record TaskParent(@Schema(example = "lead") String object, UUID id) {}

    record TaskMove(int version) {}

    record TaskCompletion(
            int version,
            @Nullable @Size(max = Tasks.OUTCOME_LENGTH) String outcome,
            @Nullable @Size(max = Tasks.COMMENT_LENGTH) String comment) {}

    record TaskPostponement(
            int version,
            @NotNull Instant dueAt,
            @Nullable Instant remindAt,
            @Nullable @Size(max = Tasks.COMMENT_LENGTH) String comment) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a task",
            description = """
                    For the caller himself unless `assignee` names an active colleague, who is then notified. A `parent` \
                    needs the right to write that record, RECORD_NOT_WRITABLE (403); one the caller can't see is \
                    refused as RECORD_UNKNOWN (422). A due time in the past makes the task overdue at once. Reminders \
                    follow the tenant's rules (R12).""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewTask.class))))
    Answer<Map<String, @Nullable Object>> createTask(
            @Parameter(hidden = true) Actor actor, @RequestBody JsonNode body) {
        return shown(actor, tasks.create(actor, writer.parse(actor, type(), body)));
    }

    @PostMapping("/{id}/start")
    @Operation(
            summary = "Start a task",
            description = "TASK_ALREADY_STARTED or TASK_NOT_OPEN (409); VERSION_CONFLICT (409) carries `current`.")
    Answer<Map<String, @Nullable Object>> startTask(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TaskMove body) {
        return shown(actor, tasks.start(actor, id, body.version()));
    }

    @PostMapping("/{id}/complete")
    @Operation(summary = "Complete a task", description = """
                    With what came of it, and a comment; both stay as they were if left out. TASK_NOT_OPEN (409) when it \
                    is done or canceled already; VERSION_CONFLICT (409) carries `current`.""")
    Answer<Map<String, @Nullable Object>> completeTask(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TaskCompletion body) {
        return shown(actor, tasks.complete(actor, id, body.version(), body.outcome(), body.comment()));
    }

    @PostMapping("/{id}/postpone")
    @Operation(summary = "Postpone a task", description = """
                    To a time to come, VALUE_OUT_OF_RANGE (422): it is then to do again, counted in `postponedCount`, and \
                    its reminders start over; one of its own is dropped unless given anew. TASK_NOT_OPEN (409); \
                    VERSION_CONFLICT (409) carries `current`.""")
    Answer<Map<String, @Nullable Object>> postponeTask(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TaskPostponement body) {
        return shown(actor, tasks.postpone(actor, id, body.version(), body.dueAt(), body.remindAt(), body.comment()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            summary = "Cancel a task",
            description = "TASK_NOT_OPEN (409) when it is done or canceled; VERSION_CONFLICT (409) carries `current`.")
    Answer<Map<String, @Nullable Object>> cancelTask(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TaskMove body) {
        return shown(actor, tasks.cancel(actor, id, body.version()));
    }

    @PostMapping("/{id}/reopen")
    @Operation(
            summary = "Reopen a task",
            description =
                    "One that is done or canceled: TASK_STILL_OPEN (409). VERSION_CONFLICT (409) carries `current`.")
    Answer<Map<String, @Nullable Object>> reopenTask(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TaskMove body) {
        return shown(actor, tasks.reopen(actor, id, body.version()));
    }

    private Answer<Map<String, @Nullable Object>> shown(Actor actor, RecordState task) {
        return Answer.of(records.view(actor, type(), task.id()));
    }
}
