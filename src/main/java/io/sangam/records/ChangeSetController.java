package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/change-sets")
@Tag(name = "Undo", description = "Every answer to a write names its change set in the header X-Change-Set")
class ChangeSetController {

    private final Undo undo;

    ChangeSetController(Undo undo) {
        this.undo = undo;
    }

    @PostMapping("/{id}/undo")
    @Operation(summary = "Undo what one request wrote", description = """
                    Fields get the values they had, what was made goes to the trash, what was deleted comes back: all of it \
                    or nothing, and only by who did it, with the rights he has now. Answers the records that changed back; \
                    this is a change set too, and undoing that one does it again. UNDO_TOO_LATE after 30 days, \
                    UNDO_CONTRADICTED with `records` when something newer stands on it, UNDO_IMPOSSIBLE when it holds nothing \
                    that can be taken back (409). Remarks, shares and views are not undone.""")
    Answer<List<RecordRef>> undoChangeSet(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(undo.undo(actor, id));
    }
}
