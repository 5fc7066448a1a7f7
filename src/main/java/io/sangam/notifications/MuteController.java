package io.sangam.notifications;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notifications/mutes")
@Tag(name = "Notifications", description = "What the caller was told; arrives live as a frame of type `notification`")
class MuteController {

    private final Mutes mutes;

    MuteController(Mutes mutes) {
        this.mutes = mutes;
    }

    record MuteState(boolean muted) {}

    @GetMapping
    @Operation(
            summary = "List the records the caller muted",
            description = "Latest first; continue with `meta.cursor`, which is absent on the last page. The title is"
                    + " null when he may not read the record any more.")
    Answer<List<Mutes.Mute>> listMutes(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = "`meta.cursor` of the page before") @RequestParam Optional<UUID> cursor) {
        return Answer.page(mutes.list(actor, cursor, limit + 1), limit, Mutes.Mute::id);
    }

    @GetMapping("/{object}/{id}")
    @Operation(summary = "Read whether the caller muted a record", description = "Errors: NOT_FOUND (404).")
    Answer<MuteState> readMute(
            @Parameter(hidden = true) Actor actor, @PathVariable String object, @PathVariable UUID id) {
        return Answer.of(new MuteState(mutes.isMuted(actor, object, id)));
    }

    @PutMapping("/{object}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Mute a record",
            description =
                    "The caller hears of its remarks and changes no more; mentions, reminders and what is given to"
                            + " him come all the same. Muting it again changes nothing. Errors: NOT_FOUND (404).")
    void mute(@Parameter(hidden = true) Actor actor, @PathVariable String object, @PathVariable UUID id) {
        mutes.mute(actor, object, id);
    }

    @DeleteMapping("/{object}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Hear of a record again",
            description = "Of one that is not muted it changes nothing. Errors: NOT_FOUND (404).")
    void unmute(@Parameter(hidden = true) Actor actor, @PathVariable String object, @PathVariable UUID id) {
        mutes.unmute(actor, object, id);
    }
}
