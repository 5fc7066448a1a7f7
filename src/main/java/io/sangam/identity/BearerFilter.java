package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.ProblemWriter;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who sends a request, and lets the rest of it run in his tenant's scope. A token that is no good leaves the
/// request anonymous: public addresses still answer, the others refuse.
final class BearerFilter extends OncePerRequestFilter {

    static final String BAD_TOKEN = BearerFilter.class.getName() + ".bad";

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final ScrapeToken scrapeToken;
    private final ProblemWriter problems;

    BearerFilter(AccessTokens tokens, Sessions sessions, ScrapeToken scrapeToken, ProblemWriter problems) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.scrapeToken = scrapeToken;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
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
                        .filter(open -> open.user().equals(found.user()))));
        if (claims.isEmpty() || state.isEmpty()) {
            request.setAttribute(BAD_TOKEN, true);
            chain.doFilter(request, response);
        } else if (state.get().mustChangePassword() && !isOpenBeforePasswordChange(request)) {
            problems.write(
                    request,
                    response,
                    new SangamException(IdentityError.PASSWORD_CHANGE_REQUIRED, "Choose a password of your own first"));
        } else {
            var actor = new Actor(claims.get().tenant(), claims.get().user());
            request.setAttribute(Actor.class.getName(), actor);
            inScope(actor, () -> as(new SignedIn(actor, claims.get().session()), request, response, chain));
        }
    }

    private static boolean isOpenBeforePasswordChange(HttpServletRequest request) {
        var path = request.getRequestURI();
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

    private static void inScope(Actor actor, Rest rest) throws IOException, ServletException {
        var failure = TenantScope.call(actor.tenant(), () -> {
            try {
                rest.run();
                return Optional.<Exception>empty();
            } catch (IOException | ServletException e) {
                return Optional.<Exception>of(e);
            }
        });
        if (failure.isPresent()) {
            switch (failure.get()) {
                case IOException e -> throw e;
                case ServletException e -> throw e;
                case Exception e -> throw new IllegalStateException(e);
            }
        }
    }
}
