package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.access.Sensitivity;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells clients what there is to list, filter, sort and edit: the web app's grid, forms and filter bar are built from
/// it.
@RestController
@RequestMapping("/api/v1/meta/objects")
@Tag(name = "Metadata", description = "The objects and fields that exist for the caller")
@Transactional(readOnly = true)
class MetaController {

    record ObjectSummary(String key, String plural, String label, String path) {}

    /// @param visibility `clear` or `masked`; hidden fields are absent
    /// @param decimals of a number
    /// @param custom added by the company
    /// @param object what a reference points to; absent when it may be any object
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FieldMeta(
            String key,
            String label,
            FieldKind kind,
            Sensitivity sensitivity,
            Visibility visibility,
            boolean filterable,
            boolean sortable,
            boolean editable,
            boolean required,
            int maxLength,
            int decimals,
            boolean custom,
            List<FieldOption> options,
            List<String> operators,
            @Nullable String object,
            String section) {}

    record Can(
            boolean create,
            boolean update,
            boolean delete,
            boolean export,
            boolean share,
            boolean assign,
            boolean merge,
            boolean erase) {}

    /// The fields a board of the object is made of, by key; a field the caller does not see in clear is absent.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BoardMeta(@Nullable String worth, @Nullable String chance, String nextStep) {}

    /// @param board absent for objects without one
    record ObjectMeta(
            String key,
            String plural,
            String label,
            String path,
            String titleField,
            List<FieldMeta> fields,
            List<String> defaultColumns,
            String defaultSort,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BoardMeta board,

            Can can) {}

    private final ObjectTypes types;
    private final Readers readers;

    MetaController(ObjectTypes types, Readers readers) {
        this.types = types;
        this.readers = readers;
    }

    @GetMapping
    @Operation(summary = "List the objects", description = "Only those the caller may read.")
    Answer<List<ObjectSummary>> listObjects(Actor actor) {
        var rights = readers.of(actor).rights();
        return Answer.of(types.all().stream()
                .filter(type -> rights.canRead(type.plural()))
                .map(type -> new ObjectSummary(type.key(), type.plural(), type.label(), path(type)))
                .toList());
    }

    @GetMapping("/{key}")
    @Operation(
            summary = "Describe one object",
            description =
                    "Fields the caller may not see are absent; masked fields can be neither filtered nor sorted by.")
    Answer<ObjectMeta> describeObject(Actor actor, @PathVariable String key) {
        var type = types.get(key);
        var reader = readers.of(actor);
        var right = reader.rights().module(type.plural());
        var writes = reader.rights().canWrite(type.plural());
        var fields = reader.rights().canRead(type.plural())
                ? reader.visible(type).stream()
                        .map(spec -> field(type, spec, reader, writes))
                        .toList()
                : List.<FieldMeta>of();
        var columns = type.defaultColumns().stream()
                .filter(name -> fields.stream().anyMatch(field -> field.key().equals(name)))
                .toList();
        return Answer.of(new ObjectMeta(
                type.key(),
                type.plural(),
                type.label(),
                path(type),
                type.titleField(),
                fields,
                columns,
                type.defaultSort(),
                board(type, reader),
                new Can(
                        right.actions().contains("create"),
                        writes,
                        right.actions().contains("delete"),
                        right.actions().contains("export"),
                        right.actions().contains("share"),
                        right.actions().contains("assign"),
                        type.isMergeable() && right.actions().contains("merge"),
                        right.actions().contains("erase"))));
    }

    private static @Nullable BoardMeta board(ObjectType type, Reader reader) {
        return type.board()
                .map(board -> new BoardMeta(
                        clear(type, reader, board.worth()), clear(type, reader, board.chance()), board.nextStep()))
                .orElse(null);
    }

    private static @Nullable String clear(ObjectType type, Reader reader, @Nullable String key) {
        return key == null ? null : reader.clear(type, key).map(FieldSpec::key).orElse(null);
    }

    private FieldMeta field(ObjectType type, FieldSpec<?> spec, Reader reader, boolean writes) {
        var clear = reader.visibility(spec) == Visibility.CLEAR;
        var filterable = clear && spec.isFilterable();
        return new FieldMeta(
                spec.key(),
                spec.label(),
                spec.kind(),
                spec.sensitivity(),
                reader.visibility(spec),
                filterable,
                clear && spec.isSortable(),
                writes && clear && spec.isEditable(),
                spec.isRequired(),
                spec.maxLength(),
                spec.decimals(),
                spec.isCustom(),
                types.options(reader.tenantId(), type, spec),
                filterable ? spec.kind().operators() : List.of(),
                spec.refObject(),
                spec.section());
    }

    private static String path(ObjectType type) {
        return "/api/v1/" + type.plural();
    }
}
