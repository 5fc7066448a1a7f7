package io.sangam.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// The one place where refusals of controllers become HTTP.
@RestControllerAdvice
class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> any(Exception failure, WebRequest request) {
        var web = ((ServletWebRequest) request).getRequest();
        var response = ((ServletWebRequest) request).getResponse();
        var what = web.getMethod() + " " + web.getRequestURI();
        if (response != null && response.isCommitted()) {
            log.warn("{} is cut off: {}", what, failure.toString());
            CutAnswers.cut(web);
            return null;
        }
        return answer(Failures.refusal(failure, what), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = ex.getBindingResult().getAllErrors().stream()
                .map(error -> fieldError(error instanceof FieldError field ? field.getField() : "", error))
                .toList();
        return invalid(errors, headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = ex.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> fieldError(
                                error instanceof FieldError field
                                        ? field.getField()
                                        : Objects.requireNonNullElse(
                                                result.getMethodParameter().getParameterName(), ""),
                                error)))
                .toList();
        return invalid(errors, headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (@Nullable Throwable cause = ex; cause != null; cause = cause.getCause()) {
            if (cause instanceof SangamException refusal) {
                return answer(refusal, headers);
            }
        }
        if (!(ex.getCause() instanceof JacksonException unreadable)) {
            return malformed("The request body is missing or not readable", List.of(), headers);
        }
        var pointer = pointer(unreadable);
        if (pointer.isEmpty()) {
            return malformed("The request body is not valid JSON of the expected shape", List.of(), headers);
        }
        var error = unreadable instanceof UnrecognizedPropertyException
                ? new SangamException.FieldError(pointer, "UNKNOWN_FIELD", "There is no such field")
                : new SangamException.FieldError(pointer, "WRONG_TYPE", "The value is not of the expected type");
        return malformed(error.message() + ": " + pointer, List.of(error), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException ex,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return malformed("The parameter " + ex.getParameterName() + " is missing", List.of(), headers);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (@Nullable Throwable cause = ex; cause != null; cause = cause.getCause()) {
            if (cause instanceof SangamException refusal) {
                return answer(refusal, headers);
            }
        }
        var name = ex instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "value";
        return malformed("The parameter " + name + " is not of the expected type", List.of(), headers);
    }

    /// All other refusals of Spring MVC; its own words are kept out, its headers (`Allow`, `Accept`) kept.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var code = StatusCodes.of(status.value());
        if (code == KernelError.INTERNAL_ERROR) {
            return any(ex, request);
        }
        return answer(new SangamException(code, StatusCodes.detail(code)), headers);
    }

    private static ResponseEntity<Object> invalid(List<SangamException.FieldError> errors, HttpHeaders headers) {
        var detail = errors.stream()
                .map(error -> error.pointer() + " " + error.message())
                .collect(Collectors.joining("; "));
        return answer(new SangamException(KernelError.VALIDATION_FAILED, detail, errors), headers);
    }

    private static ResponseEntity<Object> malformed(
            String detail, List<SangamException.FieldError> errors, HttpHeaders headers) {
        return answer(new SangamException(KernelError.REQUEST_MALFORMED, detail, errors), headers);
    }

    /// The content type is set here because a caller that accepts no JSON gets this JSON all the same.
    private static ResponseEntity<Object> answer(SangamException refusal, HttpHeaders headers) {
        ProblemDetail problem = Problems.of(refusal);
        var all = new HttpHeaders(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            all.set(HttpHeaders.RETRY_AFTER, "2");
        }
        if (refusal.details().get("retryAfter") instanceof Long seconds) {
            all.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return new ResponseEntity<>(problem, all, problem.getStatus());
    }

    private static SangamException.FieldError fieldError(String field, MessageSourceResolvable error) {
        var codes = error.getCodes();
        var constraint = codes == null || codes.length == 0 ? "Invalid" : codes[codes.length - 1];
        return new SangamException.FieldError(
                pointer(field),
                constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT),
                Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"));
    }

    /// `contactPoints[0].value` becomes `/contactPoints/0/value`.
    private static String pointer(String field) {
        return field.isEmpty()
                ? ""
                : "/" + field.replace("[", "/").replace("]", "").replace('.', '/');
    }

    private static String pointer(JacksonException unreadable) {
        return unreadable.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }
}
