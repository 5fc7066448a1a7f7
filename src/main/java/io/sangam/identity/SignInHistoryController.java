package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/sign-ins")
@Tag(name = "Sign-in", description = "Tokens, passwords and the signed-in devices")
class SignInHistoryController {

    private final SecurityEvents events;

    SignInHistoryController(SecurityEvents events) {
        this.events = events;
    }

    /// @param how by what he proved who he is: `password`
    record SignInView(UUID id, Instant at, boolean successful, String how, String device, String ip) {}

    @GetMapping
    @Operation(
            summary = "List my sign-ins",
            description = "Those that succeeded and those that failed, newest first. `meta.cursor` continues, and is"
                    + " absent at the end.")
    Answer<List<SignInView>> listSignIns(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var found = events.signIns(actor, cursor, limit + 1);
        return Answer.page(found.stream().map(SignInHistoryController::view).toList(), limit, SignInView::id);
    }

    private static SignInView view(SecurityEvents.SecurityEvent event) {
        var how = event.details().get("how");
        return new SignInView(
                event.id(),
                event.at(),
                event.kind().equals(SecurityEvents.LOGIN),
                how instanceof String text ? text : Sessions.BY_PASSWORD,
                new Device(event.ip(), event.userAgent(), "api").label(),
                event.ip());
    }
}
