package io.sangam.access;

import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads members of a PATCH body that may be absent (keep), null (clear) or a text (set).
final class Patch {

    private Patch() {}

    static <T> @Nullable T apply(
            @Nullable JsonNode sent, @Nullable T current, String field, Function<String, T> parse) {
        if (sent == null) {
            return current;
        }
        if (sent.isNull()) {
            return null;
        }
        if (!sent.isString()) {
            throw new SangamException(KernelError.REQUEST_MALFORMED, "/" + field + " must be a text or null");
        }
        try {
            return parse.apply(sent.asString());
        } catch (IllegalArgumentException | DateTimeException _) {
            throw SangamException.invalid(field, "VALUE_INVALID", "This value can't be read");
        }
    }

    static <T> T orKeep(@Nullable T sent, T current) {
        return sent == null ? current : sent;
    }
}
