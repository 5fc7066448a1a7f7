package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.swagger.v3.oas.annotations.Operation;
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
@RequestMapping("/api/v1/views")
@Tag(name = "Saved views", description = "Named lists, private or shared with the company")
class SavedViewController {

    record NewView(
            @NotBlank String object,
            @NotBlank @Size(max = 80) @OneLine String name,
            SavedViews.@NotNull Definition definition,
            boolean shared,
            int position) {}

    record ViewChange(
            int version,
            @Nullable @Size(min = 1, max = 80) @OneLine String name,
            SavedViews.@Nullable Definition definition,
            @Nullable Boolean shared,
            @Nullable Integer position) {}

    private final SavedViews views;
    private final ObjectTypes types;

    SavedViewController(SavedViews views, ObjectTypes types) {
        this.views = views;
        this.types = types;
    }

    @GetMapping
    @Operation(
            summary = "List the saved views of an object",
            description = "The caller's own and those shared with everybody, in their order.")
    Answer<List<SavedViews.SavedView>> listViews(Actor actor, @RequestParam String object) {
        return Answer.of(views.of(actor, types.get(object)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Save a view",
            description = "The filter and order must be valid for the object: FILTER_INVALID, SORT_INVALID (400).")
    Answer<SavedViews.SavedView> createView(Actor actor, @Valid @RequestBody NewView body) {
        return Answer.of(views.add(
                actor, types.get(body.object()), body.name(), body.definition(), body.shared(), body.position()));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a view",
            description =
                    "Members left out stay as they are. Only the owner or an administrator: VIEW_NOT_YOURS (403).")
    Answer<SavedViews.SavedView> changeView(Actor actor, @PathVariable UUID id, @Valid @RequestBody ViewChange body) {
        return Answer.of(views.change(
                actor, id, body.version(), body.name(), body.definition(), body.shared(), body.position()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a view",
            description = "Only the owner or an administrator: VIEW_NOT_YOURS (403). The records stay.")
    void deleteView(Actor actor, @PathVariable UUID id, @RequestParam int version) {
        views.delete(actor, id, version);
    }
}
