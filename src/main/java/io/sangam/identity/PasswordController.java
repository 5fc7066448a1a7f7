package io.sangam.identity;

import io.sangam.kernel.Answer;
import io.sangam.limits.Limits;
import io.sangam.mail.Mails;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For people who can't sign in, or not yet. Nothing here tells who has an account.
@RestController
@RequestMapping("/api/v1/auth")
@SecurityRequirements
@Tag(name = "Sign-in", description = "Tokens, passwords and the signed-in devices")
class PasswordController {

    private static final int PER_ADDRESS = 30;

    private final PasswordResets resets;
    private final Mails mails;
    private final Limits limits;

    PasswordController(PasswordResets resets, Mails mails, Limits limits) {
        this.resets = resets;
        this.mails = mails;
        this.limits = limits;
    }

    record ForgottenRequest(
            @NotBlank @Size(max = 60) String tenant,
            @NotBlank @Size(max = 254) String email) {}

    record LinkRequest(@NotBlank @Size(max = 200) String token) {}

    record ChooseRequest(
            @NotBlank @Size(max = 200) String token,
            @NotNull @Size(max = Passwords.MAX_LENGTH) String newPassword) {}

    /// @param mail whether links can be mailed
    /// @param caughtMails whether mails are kept for anybody to read, because samples are being tried out
    record OptionsView(boolean mail, boolean caughtMails) {}

    /// @param purpose `reset` or `invitation`
    record LinkView(String purpose, String name, String email, String tenant, String tenantName) {}

    @GetMapping("/options")
    @Operation(summary = "What signing in offers here", description = "For the page on which people sign in.")
    Answer<OptionsView> readSignInOptions() {
        return Answer.of(new OptionsView(mails.isAvailable(), mails.areCaught()));
    }

    @PostMapping("/password/forgotten")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask for a link to choose a new password",
            description = "Mailed to the user of that address, if there is one: the answer is the same, and takes as"
                    + " long, when there is none. The link works once, for 30 minutes, and a newer one ends it. At most"
                    + " five an hour for one user and 30 requests a minute from one address (429 `RATE_LIMITED`).")
    void requestPasswordLink(
            @Valid @RequestBody ForgottenRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        var device = Device.of(request);
        pace(device);
        resets.request(body.tenant(), body.email(), device);
    }

    @PostMapping("/password/link")
    @Operation(
            summary = "Look at a link from a mail",
            description = "Whose password it chooses. 422 `LINK_UNKNOWN`, `LINK_EXPIRED` or `LINK_USED`.")
    Answer<LinkView> readPasswordLink(
            @Valid @RequestBody LinkRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        pace(Device.of(request));
        var found = resets.look(body.token());
        return Answer.of(
                new LinkView(found.purpose(), found.name(), found.email(), found.tenant(), found.tenantName()));
    }

    @PostMapping("/password/choose")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Choose a password with a link from a mail",
            description = "12 to 256 characters, not a common password, without the name in the e-mail address, none of"
                    + " the last three. Ends all sessions and opens none: sign in with it. 422 `LINK_UNKNOWN`,"
                    + " `LINK_EXPIRED` or `LINK_USED`.")
    void choosePassword(@Valid @RequestBody ChooseRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        var device = Device.of(request);
        pace(device);
        resets.choose(body.token(), body.newPassword(), device);
    }

    private void pace(Device device) {
        var usage = limits.count("password link " + device.ip(), PER_ADDRESS);
        if (usage.isExceeded()) {
            throw usage.refusal();
        }
    }
}
