package io.sangam.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request the system understood and refuses. [Problems] turns it into an RFC 9457 answer.
public final class SangamException extends RuntimeException {

    /// One refused value; `pointer` is a JSON pointer into the request body.
    public record FieldError(String pointer, String code, String message) {}

    private final transient ErrorCode code;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> details = new LinkedHashMap<>();

    public SangamException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public SangamException(ErrorCode code, String message, List<FieldError> errors) {
        super(message);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /// A single refused value.
    public static SangamException invalid(String field, String code, String message) {
        return new SangamException(
                KernelError.VALIDATION_FAILED, message, List.of(new FieldError("/" + field, code, message)));
    }

    public static SangamException notFound() {
        return new SangamException(KernelError.NOT_FOUND, "There is no such record, or you may not see it");
    }

    /// Adds a member to the problem document, such as the current record on a version conflict.
    public SangamException with(String name, Object value) {
        details.put(name, value);
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> details() {
        return details;
    }
}
