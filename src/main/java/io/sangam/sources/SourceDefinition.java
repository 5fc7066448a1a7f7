package io.sangam.sources;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sangam.kernel.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a source is. All words of a form are its author's: it is read by strangers in their language.

@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SourceDefinition.LeadForm.class, name = "form"),
    @JsonSubTypes.Type(value = SourceDefinition.InboundWebhook.class, name = "webhook")
})
sealed interface SourceDefinition {

    /// The lead's fields it fills.
    default List<String> fields() {
        return switch (this) {
            case LeadForm form ->
                form.questions().stream().map(FormQuestion::field).toList();
            case InboundWebhook webhook ->
                webhook.mappings().stream().map(MappedField::field).toList();
        };
    }

    /// @param field key of a lead's field

    record FormQuestion(
            @NotBlank @Size(max = 80) String field,
            @NotBlank @Size(max = 200) @OneLine String label,
            boolean required) {}

    /// @param consent what the sender has to agree to; without it he is not asked
    /// @param origins web sites whose pages may send the form from a script or show it in a frame
    /// @param leadSource the lead's field `source`

    record LeadForm(
            @NotBlank @Size(max = 200) @OneLine String title,
            @Nullable @Size(max = 2000) String intro,
            @NotEmpty @Size(max = 30) List<@NotNull @Valid FormQuestion> questions,
            @NotBlank @Size(max = 80) @OneLine String button,
            @NotBlank @Size(max = 1000) String thanks,
            @Nullable @Size(max = 2000) String consent,

            @NotNull @Size(max = 20)
            List<@NotNull @Pattern(regexp = "https?://[a-z0-9.-]{1,200}(:[0-9]{1,5})?") String> origins,

            @NotBlank @Size(max = 80) String leadSource)
            implements SourceDefinition {}

    /// @param path where in the payload the value is, such as `customer.phones.0`; or a fixed `value`

    record MappedField(
            @NotBlank @Size(max = 80) String field,
            @Nullable @Size(max = 300) String path,
            @Nullable @Size(max = 500) String value) {}

    /// @param happenedAt path of the time it happened at the sender's
    /// @param objectKey path of the sender's own key of the person: later messages of it change the lead they made

    record InboundWebhook(
            @NotEmpty @Size(max = 60) List<@NotNull @Valid MappedField> mappings,
            @Nullable @Size(max = 300) String happenedAt,
            @Nullable @Size(max = 300) String objectKey)
            implements SourceDefinition {}
}
