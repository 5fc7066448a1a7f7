package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/merges")
@Tag(name = "Merging", description = "Two records made one, and taken apart again")
class MergeController {

    record Two(
            @NotBlank String object,
            @NotNull UUID keep,
            @NotNull UUID merge) {}

    record MergeSide(@NotNull UUID id, int version) {}

    /// @param fields those whose value is taken from the merged one
    record NewMerge(
            @NotBlank String object,
            @NotNull @Valid MergeSide keep,
            @NotNull @Valid MergeSide merge,
            @Nullable @Size(max = 200) Set<String> fields) {}

    record MergeAnswer(UUID id, @Schema(type = "object") Map<String, @Nullable Object> record) {}

    private final Merges merges;
    private final Records records;
    private final ObjectTypes types;

    MergeController(Merges merges, Records records, ObjectTypes types) {
        this.merges = merges;
        this.records = records;
        this.types = types;
    }

    @PostMapping("/preview")
    @Operation(
            summary = "Show what merging two records would do",
            description = "Both side by side, the fields in which they differ and whose value would stay, and how much"
                    + " comes along. Needs the action `merge`. Changes nothing.")
    Answer<Merges.Preview> previewMerge(@Parameter(hidden = true) Actor actor, @Valid @RequestBody Two body) {
        return Answer.of(merges.preview(actor, types.get(body.object()), body.keep(), body.merge()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Merge two records", description = """
                    Leads, accounts, contacts and tickets. `keep` gets the values of `merge` that it lacks and those named in `fields`, \
                    all contact points, remarks, and whatever refers to the other; their timelines become one. `merge` goes to \
                    the trash until, within 30 days, the two are taken apart. Needs the action `merge` and the right to change \
                    both. VERSION_CONFLICT (409) with `current` when one of them was changed meanwhile; MERGE_IMPOSSIBLE (409) \
                    for other objects or a record with itself.""")
    Answer<MergeAnswer> merge(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewMerge body) {
        var type = types.get(body.object());
        var id = merges.merge(
                actor,
                type,
                new Merges.Side(body.keep().id(), body.keep().version()),
                new Merges.Side(body.merge().id(), body.merge().version()),
                body.fields() == null ? Set.of() : body.fields());
        return Answer.of(new MergeAnswer(
                id, records.viewIfReadable(actor, type, body.keep().id())));
    }

    @GetMapping
    @Operation(
            summary = "List what was merged into a record",
            description = "Newest first, those taken apart left out.")
    Answer<List<Merges.Done>> listMerges(
            @Parameter(hidden = true) Actor actor, @RequestParam String object, @RequestParam UUID record) {
        return Answer.of(merges.of(actor, types.get(object), record));
    }

    @PostMapping("/{id}/undo")
    @Operation(summary = "Take two merged records apart", description = """
                    A true split: the merged record comes back as it was, with what came along; what the kept one has got since \
                    stays with it. A value the merge gave goes back unless somebody changed it since. By whoever may merge the \
                    kept record. UNDO_TOO_LATE after 30 days, UNDO_IMPOSSIBLE when done already, UNDO_CONTRADICTED when the \
                    kept one was merged into another since (409).""")
    Answer<List<RecordRef>> undoMerge(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(merges.undo(actor, id));
    }
}
