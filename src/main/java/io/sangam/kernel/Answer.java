package io.sangam.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    /// A page of a list. `meta.cursor` continues it, and is absent on the last page.
    ///
    /// @param found one row more than the page holds, when there are more
    /// @param cursor what the next page begins after
    public static <T> Answer<List<T>> page(List<T> found, int limit, Function<? super T, ?> cursor) {
        var meta = new HashMap<String, Object>(Map.of("limit", limit));
        if (found.size() > limit) {
            meta.put("cursor", cursor.apply(found.get(limit - 1)));
        }
        return of(found.subList(0, Math.min(limit, found.size())), meta);
    }

    public Answer<T> and(String member, Object value) {
        var more = new HashMap<String, Object>(meta == null ? Map.of() : meta);
        more.put(member, value);
        return of(data, more);
    }
}
