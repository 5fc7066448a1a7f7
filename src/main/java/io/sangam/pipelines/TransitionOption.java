package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One status a record could go to, and what that would take.
///
/// @param reason why the move is closed, in words; `reasonCode` for programs
/// @param asks what the status asks for, ready to be shown as a form
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransitionOption(
        String to,
        String label,
        StatusGroup group,
        StatusColor color,
        boolean allowed,
        @Nullable String reason,
        @Nullable String reasonCode,
        List<Ask> asks) {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Ask.Fields.class, name = "requiredField"),
        @JsonSubTypes.Type(value = Ask.Reason.class, name = "requiredReason"),
        @JsonSubTypes.Type(value = Ask.Task.class, name = "requiredTask"),
        @JsonSubTypes.Type(value = Ask.CloseTasks.class, name = "offerCloseTasks"),
        @JsonSubTypes.Type(value = Ask.Consent.class, name = "approval")
    })
    public sealed interface Ask {

        record Fields(List<AskedField> fields) implements Ask {}

        record Reason(AskedField field, List<String> options) implements Ask {}

        /// @param met an open task of the kind is there, and that is enough
        record Task(String kind, boolean met) implements Ask {}

        record CloseTasks(String kind) implements Ask {}

        /// Somebody has to consent before. Absent once he did, or where nobody has to.
        ///
        /// @param state `needed`, `pending` or `rejected`
        /// @param request the one that is pending or was rejected
        /// @param reason why it was rejected
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Consent(
                ConsentDesk.State state,
                @Nullable UUID request,
                @Nullable String reason) implements Ask {}
    }

    /// @param editable whether this reader may fill it in
    /// @param value as this reader may see it
    public record AskedField(
            String key,
            String label,
            FieldKind kind,
            boolean editable,
            int maxLength,
            List<FieldOption> options,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object value) {}
}
