package io.sangam.identity;

import io.sangam.kernel.Answer;
import io.sangam.kernel.SangamException;
import io.sangam.limits.Pacing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Sign-in", description = "Tokens, passwords and the signed-in devices")
class AuthController {

    private final SignIn signIn;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final SocketTickets tickets;
    private final RefreshCookie refreshCookie;
    private final Pacing pacing;

    AuthController(
            SignIn signIn,
            Passkeys passkeys,
            Sessions sessions,
            SocketTickets tickets,
            RefreshCookie refreshCookie,
            Pacing pacing) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.tickets = tickets;
        this.refreshCookie = refreshCookie;
        this.pacing = pacing;
    }

    record LoginRequest(
            @NotBlank @Size(max = 60) String tenant,
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = Passwords.MAX_LENGTH) String password) {}

    /// @param code of the authenticator app, or a recovery code
    /// @param passkey instead of a code: what the browser answered, as JSON
    record SecondStepRequest(
            @NotBlank @Size(max = 200) String challenge,
            @Nullable @Size(max = 40) String code,

            @Schema(implementation = PasskeyCredential.class) @Nullable
            JsonNode passkey) {}

    record PasskeyRequest(
            @Schema(implementation = PasskeyCredential.class) @NotNull
            JsonNode passkey) {}

    record RefreshRequest(@Nullable @Size(max = 200) String refreshToken) {}

    record PasswordRequest(
            @NotBlank @Size(max = Passwords.MAX_LENGTH) String currentPassword,
            @NotNull @Size(max = Passwords.MAX_LENGTH) String newPassword) {}

    /// @param refreshToken null for the web app, which has it in a cookie no script can read
    /// @param expiresIn seconds until the access token ends
    record TokenView(String accessToken, @Nullable String refreshToken, long expiresIn, boolean mustChangePassword) {}

    /// @param challenge for `POST /auth/login/second-factor`, within `expiresIn` seconds
    record SecondStepView(String challenge, List<FactorMethod> methods, long expiresIn) {}

    /// Tokens, or the second step alone.
    record LoginView(
            @Nullable String accessToken,
            @Nullable String refreshToken,
            @Nullable Long expiresIn,
            boolean mustChangePassword,
            @Nullable SecondStepView secondFactor) {}

    record SessionView(
            UUID id,
            String device,
            String platform,
            String ip,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {}

    record TicketView(String ticket, long expiresIn) {}

    @PostMapping("/login")
    @SecurityRequirements
    @Operation(
            summary = "Sign in",
            description = "Answers an access token of 15 minutes and a refresh token of 30 days that works once. With"
                    + " the header `X-Sangam-Client: web` the refresh token comes as an HttpOnly cookie instead. A"
                    + " wrong company, user or password is the same 401 `LOGIN_FAILED`; after 10 wrong passwords for"
                    + " one name, or 50 from one address, 429 `LOGIN_THROTTLED` for 15 minutes and"
                    + " longer each time. Who has a second factor gets no tokens but `secondFactor`: a challenge, and by what"
                    + " it may be answered.")
    Answer<LoginView> login(
            @Valid @RequestBody LoginRequest body, HttpServletRequest request, HttpServletResponse response) {
        var account = (body.tenant().strip() + " " + body.email().strip()).toLowerCase(Locale.ROOT);
        pacing.login(account, request.getRemoteAddr()).ifPresent(usage -> usage.require(response));
        return switch (signIn.login(body.tenant(), body.email(), body.password(), Device.of(request))) {
            case Tokens tokens -> {
                var view = view(tokens, request, response);
                yield Answer.of(new LoginView(
                        view.accessToken(), view.refreshToken(), view.expiresIn(), view.mustChangePassword(), null));
            }
            case Entry.SecondStep(var challenge, var methods, var life) ->
                Answer.of(new LoginView(
                        null, null, null, false, new SecondStepView(challenge, methods, life.toSeconds())));
        };
    }

    @PostMapping("/login/second-factor")
    @SecurityRequirements
    @Operation(
            summary = "Sign in: the second step",
            description = "With a code of the authenticator app, a recovery code, or a passkey. Each code works once."
                    + " 422 `SECOND_FACTOR_WRONG`, `PASSKEY_REFUSED`; 429 `LOGIN_THROTTLED` after too many wrong ones;"
                    + " 401 `CHALLENGE_INVALID`: begin with the password again.")
    Answer<TokenView> secondStep(
            @Valid @RequestBody SecondStepRequest body, HttpServletRequest request, HttpServletResponse response) {
        if (body.passkey() != null) {
            return answer(signIn.withPasskey(body.challenge(), body.passkey(), Device.of(request)), request, response);
        }
        if (body.code() == null) {
            throw SangamException.invalid("code", "VALUE_REQUIRED", "Send a code, or use a passkey");
        }
        return answer(signIn.withCode(body.challenge(), body.code(), Device.of(request)), request, response);
    }

    @PostMapping("/login/passkey-options")
    @SecurityRequirements
    @Operation(
            summary = "What a browser needs to sign with a passkey",
            description =
                    "A challenge for `navigator.credentials.get`, good for five minutes and one signature, with user"
                            + " verification and without a list of credentials.")
    Answer<Passkeys.SignatureOptions> passkeyOptions() {
        return Answer.of(passkeys.signatureOptions());
    }

    @PostMapping("/login/passkey")
    @SecurityRequirements
    @Operation(
            summary = "Sign in with a passkey",
            description = "It names company and person itself and counts as both factors. 422 `PASSKEY_REFUSED`.")
    Answer<TokenView> loginWithPasskey(
            @Valid @RequestBody PasskeyRequest body, HttpServletRequest request, HttpServletResponse response) {
        return answer(signIn.withPasskey(body.passkey(), Device.of(request)), request, response);
    }

    @PostMapping("/refresh")
    @SecurityRequirements
    @Operation(
            summary = "Renew the access token",
            description = "Takes the refresh token from the body, or from the cookie when the header `X-Sangam-Client:"
                    + " web` is sent. Each works once; the same one again within 10 seconds gets the same successor,"
                    + " later it ends the whole session. 401 `REFRESH_TOKEN_INVALID`: sign in again.")
    Answer<TokenView> refreshTokens(
            @Valid @RequestBody(required = false) @Nullable RefreshRequest body,
            HttpServletRequest request,
            HttpServletResponse response) {
        var token = body != null && body.refreshToken() != null ? body.refreshToken() : cookie(request);
        return answer(signIn.refresh(token, Device.of(request)), request, response);
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out", description = "Ends this session: its tokens stop working within 5 seconds.")
    void logout(SignedIn caller, HttpServletRequest request, HttpServletResponse response) {
        sessions.logout(caller.actor(), caller.session(), Device.of(request));
        refreshCookie.clear(request, response);
    }

    @PostMapping("/password")
    @Operation(
            summary = "Change the password",
            description = "12 to 256 characters, not a common password, without the name in the e-mail address, none of"
                    + " the last three. Ends all sessions and answers fresh tokens. 422 `PASSWORD_WRONG` for a wrong current"
                    + " password.")
    Answer<TokenView> changePassword(
            SignedIn caller,
            @Valid @RequestBody PasswordRequest body,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answer(
                signIn.changePassword(caller.actor(), body.currentPassword(), body.newPassword(), Device.of(request)),
                request,
                response);
    }

    @GetMapping("/sessions")
    @Operation(summary = "List my signed-in devices", description = "Newest first; `current` marks this one.")
    Answer<List<SessionView>> listSessions(SignedIn caller) {
        return Answer.of(sessions.of(caller.actor()).stream()
                .map(session -> new SessionView(
                        session.id(),
                        session.device(),
                        session.platform(),
                        session.ip(),
                        session.createdAt(),
                        session.lastSeenAt(),
                        session.expiresAt(),
                        session.id().equals(caller.session())))
                .toList());
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End one of my sessions",
            description = "Its tokens and sockets stop working within 5 seconds. 404 for anybody else's session.")
    void revokeSession(SignedIn caller, @PathVariable UUID id, HttpServletRequest request) {
        sessions.revoke(caller.actor(), id, Device.of(request));
    }

    @PostMapping("/socket-ticket")
    @Operation(
            summary = "Get a ticket for the WebSocket",
            description = "Opens `/ws?ticket=…` once, within 30 seconds. A new ticket voids the session's last one.")
    Answer<TicketView> issueSocketTicket(SignedIn caller) {
        return Answer.of(
                new TicketView(tickets.issue(caller.actor(), caller.session()), SocketTickets.LIFE.toSeconds()));
    }

    private Answer<TokenView> answer(Tokens tokens, HttpServletRequest request, HttpServletResponse response) {
        return Answer.of(view(tokens, request, response));
    }

    private TokenView view(Tokens tokens, HttpServletRequest request, HttpServletResponse response) {
        var web = Device.isWeb(request);
        if (web) {
            refreshCookie.keep(request, response, tokens);
        }
        return new TokenView(
                tokens.accessToken(),
                web ? null : tokens.refreshToken(),
                tokens.expiresIn().toSeconds(),
                tokens.mustChangePassword());
    }

    /// Only together with the header: a form on another site can send the cookie's request, but not the header.
    private static String cookie(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null || !Device.isWeb(request)) {
            throw new SangamException(IdentityError.REFRESH_TOKEN_INVALID, "There is no refresh token");
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(RefreshCookie.NAME))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElseThrow(
                        () -> new SangamException(IdentityError.REFRESH_TOKEN_INVALID, "There is no refresh token"));
    }
}
