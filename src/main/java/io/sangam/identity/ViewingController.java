package io.sangam.identity;

import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/view-as")
@Tag(name = "View as", description = "Administrators look at the product as one of their users sees it, and only look")
class ViewingController {

    private final Viewings viewings;

    ViewingController(Viewings viewings) {
        this.viewings = viewings;
    }

    record ViewAs(@NotNull UserId userId) {}

    /// @param until then it ends by itself
    /// @param expiresIn seconds until then
    record ViewingToken(String accessToken, Instant until, long expiresIn) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Look through a user's eyes", description = """
                    Answers an access token of 30 minutes that can't be renewed: with it everything reads as for that \
                    user. Writes, exports, unmasking and everything about his own sign-in answer VIEWING_ONLY (403). \
                    Needs the action `viewAs` on users (RIGHT_MISSING, 403) and all rights and all rows that the user \
                    has (RIGHTS_EXCEED_YOURS, 403). One view at a time: a new one ends the last. It ends with the \
                    caller's own session too. Begin and end are security events.""")
    Answer<ViewingToken> startViewing(SignedIn caller, @Valid @RequestBody ViewAs body, HttpServletRequest request) {
        var started = viewings.start(caller.actor(), caller.session(), body.userId(), Device.of(request));
        return Answer.of(new ViewingToken(started.accessToken(), started.until(), Viewings.LIFE.toSeconds()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Stop looking through a user's eyes",
            description = "Asked with the token of the view, which ends. Does nothing on any other session.")
    void endViewing(SignedIn caller, HttpServletRequest request) {
        viewings.end(caller.actor().tenant(), caller.session(), Device.of(request));
    }
}
