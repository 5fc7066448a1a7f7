package io.sangam.records;

import java.util.List;
import java.util.Optional;

/// One page of a list, as asked for.
///
/// @param sort field names, `-` before one means descending; empty means the object's default
/// @param fields the columns wanted; empty means the object's default columns
/// @param deleted true lists the trash instead
public record ListRequest(
        Filter filter, List<String> sort, List<String> fields, int limit, Optional<String> cursor, boolean deleted) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public static ListRequest of(Filter filter) {
        return new ListRequest(filter, List.of(), List.of(), DEFAULT_LIMIT, Optional.empty(), false);
    }
}
