package io.sangam.kernel;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// Builds [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems: the only error shape this product answers with,
/// from controllers, filters and the servlet container alike.
public final class Problems {

    /// The MDC key of the request's trace id.
    public static final String TRACE_ID = "traceId";

    private Problems() {}

    public static ProblemDetail of(SangamException refusal) {
        var problem = of(
                status(refusal.code().kind()),
                refusal.code().name(),
                String.valueOf(refusal.getMessage()),
                refusal.errors());
        refusal.details().forEach(problem::setProperty);
        return problem;
    }

    public static ProblemDetail of(
            HttpStatus status, String code, String detail, List<SangamException.FieldError> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("about:blank"));
        problem.setProperty("code", code);
        problem.setProperty("traceId", traceId());
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    /// The same as a plain map, for writers outside Spring MVC.
    public static Map<String, Object> asMap(HttpStatus status, String code, String detail, String instance) {
        return Map.of(
                "type",
                "about:blank",
                "title",
                status.getReasonPhrase(),
                "status",
                status.value(),
                "detail",
                detail,
                "instance",
                instance,
                "code",
                code,
                "traceId",
                traceId());
    }

    private static String traceId() {
        @Nullable String current = MDC.get(TRACE_ID);
        return current == null ? "" : current;
    }

    static HttpStatus status(ErrorCode.Kind kind) {
        return switch (kind) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> HttpStatus.NOT_ACCEPTABLE;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
