package io.sangam.sources;

import io.sangam.kernel.ProblemWriter;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Which web sites may send a form from a script (CORS), each form for itself. Never with cookies, never any site.
///
/// It keeps browsers in line, nobody else: who sends from a server names no origin, and meets the limits instead.
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class FormOrigins extends OncePerRequestFilter {

    private static final Pattern FORM = Pattern.compile("/api/v1/public/forms/([^/]+)/([^/]+)");
    private static final String PREFLIGHT_SECONDS = "600";

    private final Door door;
    private final ProblemWriter problems;

    FormOrigins(Door door, ProblemWriter problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) == null
                || !FORM.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        try {
            var allowed = allowed(request.getRequestURI()).contains(origin);
            if (!allowed && !isOwn(origin, request)) {
                throw new SangamException(
                        SourceError.ORIGIN_NOT_ALLOWED, "This site is not among the form's allowed origins");
            }
            if (allowed) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            }
            if (request.getMethod().equals("OPTIONS")) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST");
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Idempotency-Key");
                response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return;
            }
        } catch (SangamException e) {
            problems.write(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private List<String> allowed(String path) {
        var address = FORM.matcher(path);
        if (!address.matches()) {
            return List.of();
        }
        var tenant = door.company(address.group(1));
        return TenantScope.call(
                tenant, () -> door.form(tenant, address.group(2)).form().origins());
    }

    /// The form's own page.
    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            @Nullable String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
