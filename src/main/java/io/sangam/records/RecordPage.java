package io.sangam.records;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Some rows of a list as one reader may see them, and where the next page begins.
///
/// @param masked the fields whose values are masked for this reader
public record RecordPage(
        List<Map<String, @Nullable Object>> rows, Optional<String> nextCursor, int limit, List<String> masked) {

    /// The same, its rows written once for as many answers as it is good for.
    RecordPage written(JsonMapper json) {
        return new RecordPage(new WrittenRows(rows, json), nextCursor, limit, masked);
    }
}
