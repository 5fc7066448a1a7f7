package io.sangam.sso;

import io.sangam.identity.Device;
import io.sangam.identity.RefreshCookie;
import io.sangam.kernel.Answer;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.SangamException;
import io.sangam.limits.Limits;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sso")
@SecurityRequirements
@Tag(name = "Single sign-on")
class SsoController {

    /// From one address: a whole office may sign in at nine.
    private static final int PER_MINUTE = 300;

    /// @param name on its button
    record ProviderOption(UUID id, String name) {}

    /// @param to a path of the web app to go on to
    record StartSignIn(
            @NotBlank @Size(max = 60) String tenant,
            @NotNull UUID provider,

            @Nullable @Size(max = 1000) @Pattern(regexp = "/(?![/\\\\]).*|/")
            String to) {}

    /// @param location where the browser goes now
    record Begun(URI location) {}

    private final SsoSignIn signIn;
    private final RefreshCookie refreshCookie;
    private final Limits limits;
    private final PublicUrl site;

    SsoController(SsoSignIn signIn, RefreshCookie refreshCookie, Limits limits, PublicUrl site) {
        this.signIn = signIn;
        this.refreshCookie = refreshCookie;
        this.limits = limits;
        this.site = site;
    }

    @GetMapping("/options")
    @Operation(
            summary = "List where the people of a company can sign in",
            description = "For the sign-in page. An unknown company answers like one without providers: an empty list."
                    + " 300 a minute and address: RATE_LIMITED (429).")
    Answer<List<ProviderOption>> listSignInOptions(
            @RequestParam @Size(max = 60) String tenant, HttpServletRequest request) {
        requirePace(request);
        return Answer.of(signIn.options(tenant).stream()
                .map(provider -> new ProviderOption(provider.id(), provider.name()))
                .toList());
    }

    @PostMapping("/start")
    @Operation(summary = "Begin a sign-in at a provider", description = """
                    Answers the address to send the browser to, and sets a cookie that binds the attempt to this browser \
                    for ten minutes. The provider leads back to `/api/v1/sso/callback`, which signs in as \
                    `X-Sangam-Client: web` and leads on to `/sign-in?sso=done`, or to `/sign-in?sso=` and a code that \
                    begins with `SSO_`. An unknown company or provider is 404; SSO_UNAVAILABLE (503) when the provider \
                    can't be reached.""")
    ResponseEntity<Answer<Begun>> startSignIn(@Valid @RequestBody StartSignIn body, HttpServletRequest request) {
        requirePace(request);
        var begun = signIn.begin(body.tenant(), body.provider(), body.to() == null ? "/" : body.to());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(request, begun.cookieName(), begun.cookie(), SsoSignIn.LIFE))
                .body(Answer.of(new Begun(begun.location())));
    }

    /// The browser comes back with whatever parameters its provider likes.
    @Hidden
    @GetMapping("/callback")
    ResponseEntity<Void> callback(HttpServletRequest request, HttpServletResponse response) {
        @Nullable String name = SsoSignIn.cookieName(request.getParameter("state"));
        if (name != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, name, "", Duration.ZERO));
        }
        try {
            requirePace(request);
            var finished = signIn.finish(
                    new SsoSignIn.Returned(
                            request.getParameter("state"),
                            request.getParameter("code"),
                            request.getParameter("error"),
                            request.getParameter("iss")),
                    name == null ? null : cookie(request, name),
                    device(request));
            refreshCookie.keep(request, response, finished.tokens());
            return leadTo("done", finished.target());
        } catch (SangamException refusal) {
            return leadTo(refusal.code().name(), "/");
        }
    }

    private static ResponseEntity<Void> leadTo(String outcome, String target) {
        var onward = target.equals("/") ? "" : "&to=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/sign-in?sso=" + outcome + onward))
                .build();
    }

    /// Lax, because a request that another site began brings it back.
    private String cookie(HttpServletRequest request, String name, String value, Duration life) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure() || site.isSecure())
                .sameSite("Lax")
                .path("/api/v1/sso")
                .maxAge(life)
                .build()
                .toString();
    }

    private static @Nullable String cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(cookie -> cookie.getValue())
                        .findFirst()
                        .orElse(null);
    }

    private static Device device(HttpServletRequest request) {
        var device = Device.of(request);
        return new Device(device.ip(), device.userAgent(), "web");
    }

    private void requirePace(HttpServletRequest request) {
        var usage = limits.count("sso " + request.getRemoteAddr(), PER_MINUTE);
        if (usage.isExceeded()) {
            throw usage.refusal();
        }
    }
}
