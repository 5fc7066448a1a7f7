package io.sangam.records;

import io.sangam.access.Sensitivity;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/fields")
@Tag(name = "Fields", description = "Fields a company adds to its objects")
class CustomFieldController {

    record FieldView(
            UUID id,
            String object,
            String key,
            String label,
            CustomKind kind,
            String section,
            Sensitivity sensitivity,
            boolean required,
            List<String> requiredIn,
            List<FieldOption> options,
            int decimals,
            CustomField.State state,
            int version) {

        static FieldView of(CustomField field) {
            return new FieldView(
                    field.id(),
                    field.object(),
                    field.key(),
                    field.label(),
                    field.kind(),
                    field.section(),
                    field.sensitivity(),
                    field.required(),
                    field.requiredIn(),
                    field.options(),
                    field.decimals(),
                    field.state(),
                    field.version());
        }
    }

    /// @param objects the objects that can be given fields
    /// @param sections where a form of this object can show a field
    record FieldsView(
            List<ObjectName> objects, List<FieldView> fields, List<CustomFields.Room> room, List<String> sections) {}

    record ObjectName(String key, String plural, String label) {}

    record NewField(
            @NotBlank String object,
            @Nullable @Size(max = 80) String key,
            @NotNull CustomKind kind,
            @NotBlank @Size(max = 200) @OneLine String label,
            @Nullable String section,
            @Nullable Sensitivity sensitivity,
            @Nullable Boolean required,
            @Nullable List<String> requiredIn,
            @Nullable List<FieldOption> options,
            @Nullable Integer decimals) {}

    record FieldEdit(
            @NotNull Integer version,
            @Nullable @Size(min = 1, max = 200) @OneLine String label,
            @Nullable String section,
            @Nullable Sensitivity sensitivity,
            @Nullable Boolean required,
            @Nullable List<String> requiredIn,
            @Nullable List<FieldOption> options,
            @Nullable Boolean active) {}

    record FieldOrder(
            @NotBlank String object,
            @NotNull @Size(max = 200) List<UUID> ids) {}

    private final CustomFields fields;
    private final ObjectTypes types;

    CustomFieldController(CustomFields fields, ObjectTypes types) {
        this.fields = fields;
        this.types = types;
    }

    @GetMapping
    @Operation(
            summary = "List the fields a company added to an object",
            description =
                    "In their order, the inactive ones too, and how many more of each kind there is room for. Needs the "
                            + "right to read pipelines: RIGHT_MISSING (403).")
    Answer<FieldsView> listFields(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = "lead") String object) {
        return Answer.of(new FieldsView(
                types.all().stream()
                        .filter(ObjectType::isExtendable)
                        .map(type -> new ObjectName(type.key(), type.plural(), type.label()))
                        .toList(),
                fields.of(actor, object).stream().map(FieldView::of).toList(),
                fields.room(actor, object),
                CustomFieldCheck.sections(types.get(object))));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a field", description = """
                    Key and kind never change. Without a key one is made from the label. Number takes `decimals`, choice \
                    and multiChoice take `options`. Errors: FIELD_LIMIT_REACHED (409) with `most`; OBJECT_NOT_EXTENDABLE \
                    (409); VALIDATION_FAILED (422) with a pointer to each problem; RIGHT_MISSING (403).""")
    Answer<FieldView> createField(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewField body) {
        return Answer.of(FieldView.of(fields.create(
                actor,
                new CustomFields.Draft(
                        body.object(),
                        body.key(),
                        body.kind(),
                        body.label(),
                        body.section() == null ? "custom" : body.section(),
                        body.sensitivity(),
                        Boolean.TRUE.equals(body.required()),
                        body.requiredIn() == null ? List.of() : body.requiredIn(),
                        body.options() == null ? List.of() : body.options(),
                        body.decimals() == null ? 0 : body.decimals()))));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a field", description = """
                    Members left out stay. `active` false hides the field and keeps its values. An option that records \
                    have is retired, not left out. Errors: VERSION_CONFLICT (409) with `current`; FIELD_IN_USE (409) with \
                    `uses` or `options`; FIELD_DELETED (409); VALIDATION_FAILED (422); RIGHT_MISSING (403).""")
    Answer<FieldView> changeField(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody FieldEdit body) {
        return Answer.of(FieldView.of(fields.change(
                actor,
                id,
                body.version(),
                new CustomFields.Edit(
                        body.label(),
                        body.section(),
                        body.sensitivity(),
                        body.required(),
                        body.requiredIn(),
                        body.options(),
                        body.active()))));
    }

    @PostMapping("/order")
    @Operation(
            summary = "Put an object's fields in order",
            description = "Names each of them once. Doing it twice is the same as once. RIGHT_MISSING (403).")
    Answer<List<FieldView>> orderFields(@Parameter(hidden = true) Actor actor, @Valid @RequestBody FieldOrder body) {
        return Answer.of(fields.order(actor, body.object(), body.ids()).stream()
                .map(FieldView::of)
                .toList());
    }

    @GetMapping("/{id}/impact")
    @Operation(
            summary = "Say what deleting a field would take away",
            description =
                    "How many records hold a value, of choices also which; the settings that name it and must let go "
                            + "of it first; the saved views that show it. RIGHT_MISSING (403).")
    Answer<CustomFields.Impact> fieldImpact(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(fields.impact(actor, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a field and its values", description = """
                    `values` is the number of records that lose one, as the impact told it. The field is gone at once; a \
                    job clears the values a little later, and its key is never given again. Errors: \
                    FIELD_IMPACT_CHANGED (409) with `values`; FIELD_IN_USE (409) with `uses`; VERSION_CONFLICT (409); \
                    RIGHT_MISSING (403).""")
    void deleteField(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam long values) {
        fields.delete(actor, id, version, values);
    }
}
