package io.sangam.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The outermost filter: gives every request a trace id, in the log and in the answer, and is the last to catch what
/// the filters inside let through.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestTrace extends OncePerRequestFilter {

    private static final String HEADER = "X-Trace-Id";
    private static final String ATTRIBUTE = RequestTrace.class.getName();
    /// [W3C Trace Context](https://www.w3.org/TR/trace-context/#traceparent-header)
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private final ProblemWriter problems;

    RequestTrace(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var trace = of(request);
        MDC.put(Problems.TRACE_ID, trace);
        var hops = Hops.of(request.getHeader(Hops.HEADER));
        if (hops > 0) {
            MDC.put(Hops.KEY, String.valueOf(hops));
        }
        response.setHeader(HEADER, trace);
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            throw e; // the caller went away
        } catch (Exception e) {
            problems.write(request, response, Failures.refusal(e, request.getMethod() + " " + request.getRequestURI()));
        } finally {
            MDC.remove(Problems.TRACE_ID);
            MDC.remove(Hops.KEY);
        }
    }

    private static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        @Nullable String sent = request.getHeader("traceparent");
        var match = sent == null ? null : TRACEPARENT.matcher(sent);
        var trace = match != null && match.matches() ? match.group(1) : TraceId.fresh();
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }
}
