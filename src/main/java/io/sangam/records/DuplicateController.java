package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
@RequestMapping("/api/v1/duplicates")
@Tag(name = "Merging")
class DuplicateController {

    record Sought(@NotBlank String object) {}

    private final Duplicates duplicates;
    private final ObjectTypes types;

    DuplicateController(Duplicates duplicates, ObjectTypes types) {
        this.duplicates = duplicates;
        this.types = types;
    }

    @GetMapping
    @Operation(
            summary = "List pairs that may be one",
            description =
                    "As the last search found them, the surest first; only pairs of which the caller may read both."
                            + " Needs the action `merge`. Continue with `meta.cursor`.")
    Answer<List<Duplicates.Proposal>> listDuplicates(
            @Parameter(hidden = true) Actor actor, @RequestParam String object, @RequestParam Optional<String> cursor) {
        var page = duplicates.proposals(actor, types.get(object), cursor);
        return page.next()
                .map(next -> Answer.of(page.proposals(), Map.of("cursor", next)))
                .orElseGet(() -> Answer.of(page.proposals()));
    }

    @PostMapping("/search")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Look for duplicates now",
            description = "By a job, which also runs every night: names that are nearly the same, and what only one can"
                    + " have. Answers how it goes; one that is on its way already is waited for. Needs the action"
                    + " `merge`.")
    Answer<DuplicateSearch> searchDuplicates(@Parameter(hidden = true) Actor actor, @Valid @RequestBody Sought body) {
        return Answer.of(duplicates.search(actor, types.get(body.object())));
    }

    @GetMapping("/search")
    @Operation(
            summary = "Show how the search for duplicates goes",
            description =
                    "While it runs, how many records have been compared; else when the last one ended and what it found"
                            + " in the whole company. Needs the action `merge`.")
    Answer<DuplicateSearch> searchProgress(@Parameter(hidden = true) Actor actor, @RequestParam String object) {
        return Answer.of(duplicates.progress(actor, types.get(object)));
    }

    @PostMapping("/{id}/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set a pair aside", description = "They are two: it is not offered again.")
    void dismissDuplicate(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        duplicates.dismiss(actor, id);
    }
}
