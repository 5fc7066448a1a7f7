package io.sangam.notifications;

import static java.util.stream.Collectors.toMap;

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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications", description = "What the caller was told; arrives live as a frame of type `notification`")
class NotificationController {

    /// More is shown as "more".
    private static final int MOST_WAITING = 100;

    private final Notifications notifications;
    private final List<Awaiting> awaiting;

    NotificationController(Notifications notifications, List<Awaiting> awaiting) {
        this.notifications = notifications;
        this.awaiting = awaiting;
    }

    @GetMapping
    @Operation(summary = "List the caller's notifications", description = """
                    Newest first. `meta.unread` counts all unread ones, `meta.waiting` what else waits for the caller \
                    (`approvals`), to 100; continue with `meta.cursor`, which is absent on the last page. Errors: VALIDATION_FAILED (422) for a limit outside 1 to 200.""")
    Answer<List<Notification>> listNotifications(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = "`meta.cursor` of the page before") @RequestParam Optional<UUID> cursor) {
        return Answer.page(notifications.list(actor, unread, cursor, limit + 1), limit, Notification::id)
                .and("unread", notifications.unread(actor))
                .and(
                        "waiting",
                        awaiting.stream().collect(toMap(Awaiting::key, each -> each.count(actor, MOST_WAITING))));
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Mark one notification as read",
            description = "Marking it again changes nothing. Errors: NOT_FOUND (404), also for another user's.")
    void readNotification(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        notifications.read(actor, id);
    }

    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark all of the caller's notifications as read", description = "Those of others stay as is.")
    void readAllNotifications(@Parameter(hidden = true) Actor actor) {
        notifications.readAll(actor);
    }
}
