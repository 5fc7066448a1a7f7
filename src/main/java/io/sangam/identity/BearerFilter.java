package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.ProblemWriter;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.limits.Pacing;
import io.sangam.limits.Usage;
import io.sangam.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who sends a request, and lets the rest of it run in his tenant's scope. A token that is no good leaves
/// the request anonymous: public addresses still answer, the others refuse.
final class BearerFilter extends OncePerRequestFilter {

    static final String BAD_TOKEN = BearerFilter.class.getName() + ".bad";

    private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);
    private static final String SCHEME = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final KeyGate gate;
    private final ViewingGate viewings;
    private final ScrapeToken scrapeToken;
    private final Pacing pacing;
    private final ProblemWriter problems;

    BearerFilter(
            AccessTokens tokens,
            Sessions sessions,
            ApiKeys keys,
            KeyGate gate,
            ViewingGate viewings,
            ScrapeToken scrapeToken,
            Pacing pacing,
            ProblemWriter problems) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.keys = keys;
        this.gate = gate;
        this.viewings = viewings;
        this.scrapeToken = scrapeToken;
        this.pacing = pacing;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var key = KeyToken.of(header);
        if (key.isPresent()) {
            withKey(keys.present(key.get(), request.getRemoteAddr()), request, response, chain);
            return;
        }
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            asStranger(request, response, chain);
            return;
        }
        var text = header.substring(SCHEME.length()).strip();
        if (scrapeToken.matches(text)) {
            as(ScrapeToken.MONITOR, request, response, chain);
            return;
        }
        var claims = tokens.verify(text);
        var state = claims.flatMap(found -> TenantScope.call(
                found.tenant(),
                () -> sessions.state(found.tenant(), found.session())
                        .filter(open -> open.user().equals(found.user()))
                        .filter(open -> mayStillView(found.tenant(), open))));
        if (claims.isEmpty() || state.isEmpty()) {
            request.setAttribute(BAD_TOKEN, true);
            asStranger(request, response, chain);
        } else if (state.get().mustChangePassword() && !isOpenFirst(request)) {
            problems.write(
                    request,
                    response,
                    new SangamException(IdentityError.PASSWORD_CHANGE_REQUIRED, "Choose a password of your own first"));
        } else if (state.get().factorDue() && !isOpenFirst(request)) {
            problems.write(
                    request,
                    response,
                    new SangamException(
                            IdentityError.SECOND_FACTOR_REQUIRED,
                            "Your company wants a second factor: add an authenticator app or a passkey first"));
        } else if (state.get().viewing() != null && !isLooking(request)) {
            problems.write(
                    request,
                    response,
                    new SangamException(
                            IdentityError.VIEWING_ONLY,
                            "While you look through somebody else's eyes, nothing can be changed, exported or unmasked"));
        } else {
            var actor = new Actor(claims.get().tenant(), claims.get().user());
            var session = claims.get().session();
            var usage = TenantScope.call(actor.tenant(), () -> pacing.request(actor, "session " + session));
            if (isTooMuch(usage, request, response)) {
                return;
            }
            if (state.get().viewing() != null) {
                log.info("Read as somebody else on session {}: {}", session, request.getRequestURI());
            }
            request.setAttribute(Actor.class.getName(), actor);
            request.setAttribute(
                    CurrentSession.ATTRIBUTE,
                    new CurrentSession(
                            session,
                            state.get().mustChangePassword(),
                            state.get().factorDue(),
                            state.get().viewing()));
            inScope(actor, () -> as(new SignedIn(actor, session), request, response, chain));
        }
    }

    private void withKey(
            Optional<ApiKeys.Presented> presented,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (presented.isEmpty()) {
            request.setAttribute(BAD_TOKEN, true);
            asStranger(request, response, chain);
            return;
        }
        var key = presented.get().key();
        var usage = TenantScope.call(key.owner().tenant(), () -> pacing.request(key.owner(), "key " + key.id()));
        if (isTooMuch(usage, request, response)) {
            return;
        }
        if (presented.get().mustChangePassword() && !isOpenFirst(request)) {
            problems.write(
                    request,
                    response,
                    new SangamException(
                            IdentityError.PASSWORD_CHANGE_REQUIRED, "The key's owner has to choose a password first"));
            return;
        }
        if (presented.get().factorDue() && !isOpenFirst(request)) {
            problems.write(
                    request,
                    response,
                    new SangamException(
                            IdentityError.SECOND_FACTOR_REQUIRED, "The key's owner has to add a second factor first"));
            return;
        }
        try {
            gate.check(key, request.getMethod(), request.getServletPath());
        } catch (SangamException e) {
            problems.write(request, response, e);
            return;
        }
        request.setAttribute(Actor.class.getName(), key.owner());
        inScope(key.owner(), () -> with(key, () -> as(new KeyHolder(key), request, response, chain)));
    }

    /// Counted by address; pages and their files are not, which cost nothing.
    private void asStranger(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        var counted = path.startsWith("/api/") || path.equals("/ws");
        if (!counted || !isTooMuch(pacing.stranger(request.getRemoteAddr()), request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean isTooMuch(Optional<Usage> usage, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (usage.isEmpty()) {
            return false;
        }
        usage.get().tell(response);
        if (usage.get().isExceeded()) {
            problems.write(request, response, usage.get().refusal());
        }
        return usage.get().isExceeded();
    }

    /// Roles change: neither may the viewer lose what the other has, nor the other gain what the viewer has not.
    private boolean mayStillView(TenantId tenant, SessionState state) {
        var viewing = state.viewing();
        return viewing == null || viewings.admits(new Actor(tenant, viewing.viewer()), state.user());
    }

    /// Reading, but neither taking data out nor looking into how the other signs in.
    private static boolean isLooking(HttpServletRequest request) {
        var path = request.getServletPath();
        if (path.startsWith("/api/v1/auth/")) {
            return path.equals("/api/v1/auth/view-as") && request.getMethod().equals("DELETE")
                    || path.equals("/api/v1/auth/socket-ticket");
        }
        return READING.contains(request.getMethod()) && !path.endsWith("/export") && !path.endsWith("/file");
    }

    /// Before somebody has a password of his own, and the second factor his company wants of him.
    private static boolean isOpenFirst(HttpServletRequest request) {
        // decoded, as the controllers are found: /%61pi is /api
        var path = request.getServletPath();
        return path.equals("/api/v1/me")
                || (path.startsWith("/api/v1/auth/") && !path.equals("/api/v1/auth/socket-ticket"))
                || !path.startsWith("/api/");
    }

    private static void as(
            Authentication who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityContextHolder.setContext(new SecurityContextImpl(who));
        chain.doFilter(request, response);
    }

    private interface Rest {
        void run() throws IOException, ServletException;
    }

    private static void with(KeyInUse key, Rest rest) throws IOException, ServletException {
        rethrow(ScopedValue.where(KeyInUse.CURRENT, key).call(() -> failure(rest)));
    }

    private static void inScope(Actor actor, Rest rest) throws IOException, ServletException {
        rethrow(TenantScope.call(actor.tenant(), () -> failure(rest)));
    }

    private static Optional<Exception> failure(Rest rest) {
        try {
            rest.run();
            return Optional.empty();
        } catch (IOException | ServletException e) {
            return Optional.of(e);
        }
    }

    private static void rethrow(Optional<Exception> failure) throws IOException, ServletException {
        if (failure.isPresent()) {
            switch (failure.get()) {
                case IOException e -> throw e;
                case ServletException e -> throw e;
                case Exception e -> throw new IllegalStateException(e);
            }
        }
    }
}
