package io.sangam.pipelines;

import io.sangam.kernel.OneLine;
import io.sangam.kernel.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A wish to move a record, with everything the new status may ask for.
///
/// @param version the version of the record its author saw
/// @param reason kept in the status history; also fills the field of a required reason
/// @param fields field key → value, written together with the status
/// @param task a task to make in the same step
/// @param closeTasks whether to complete the open tasks the status offers to close
/// @param comment a remark to leave on the record
/// @param force goes in although the status is full; needs the action `exceedLimit`
public record TransitionRequest(
        @NotNull Integer version,
        @NotBlank @Size(max = 60) String to,
        @Nullable @Size(max = 1_000) String reason,
        @Nullable JsonNode fields,
        @Nullable @Valid FollowUp task,
        @Nullable Boolean closeTasks,
        @Nullable @Size(max = 10_000) String comment,
        @Nullable Boolean force) {

    /// @param assignee null means whoever is responsible for the record
    public record FollowUp(
            @NotBlank @Size(max = 200) @OneLine String title,
            @NotNull Instant dueAt,
            @Nullable UserId assignee) {}

    /// A move that brings nothing along, as rules and imports make them.
    public static TransitionRequest to(String status, int version, String reason) {
        return new TransitionRequest(version, status, reason, null, null, null, null, null);
    }

    boolean isForced() {
        return Boolean.TRUE.equals(force);
    }

    boolean closesTasks() {
        return Boolean.TRUE.equals(closeTasks);
    }
}
