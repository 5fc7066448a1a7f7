package io.sangam.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The envelope of every successful JSON answer. Failures are RFC 9457 problems instead.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer<T extends @Nullable Object>(
        boolean success, T data, @Nullable Map<String, ?> meta) {

    public static <T extends @Nullable Object> Answer<T> of(T data) {
        return new Answer<>(true, data, null);
    }

    public static <T extends @Nullable Object> Answer<T> of(T data, Map<String, ?> meta) {
        return new Answer<>(true, data, meta);
    }
}
