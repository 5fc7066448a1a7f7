package io.sangam.operations;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.events.DeadLetters;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/events/dead-letters")
@Tag(name = "Operations", description = "Schedules, and work that failed too often. Needs the right `system`")
class DeadLetterController {

    private final DeadLetters deadLetters;
    private final Access access;

    DeadLetterController(DeadLetters deadLetters, Access access) {
        this.deadLetters = deadLetters;
        this.access = access;
    }

    @GetMapping
    @Operation(
            summary = "List the company's dead letters",
            description = "The newest 200 events that a subscriber failed to handle in eight attempts.")
    Answer<List<DeadLetters.DeadLetter>> listDeadLetters(Actor actor) {
        access.require(actor, "system", Level.READ);
        return Answer.of(deadLetters.list(actor.tenant()));
    }

    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Deliver a dead letter again",
            description = "With all its attempts, within a second. Errors: NOT_FOUND (404).")
    void replayDeadLetter(Actor actor, @PathVariable UUID id) {
        access.require(actor, "system", Level.WRITE);
        deadLetters.replay(actor.tenant(), id);
    }
}
