package io.sangam.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/// One consent of several.
///
/// @param dueDays in how many working days it should be decided; null: whenever
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Step(
        @NotNull Approver approver,
        @Nullable @Min(1) @Max(90) Integer dueDays) {}
