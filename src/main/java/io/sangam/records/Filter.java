package io.sangam.records;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A condition on records as the API writes it: `{"and":[…]}`, `{"or":[…]}` or `{"field":…,"op":…,"value":…}`.
public sealed interface Filter {

    record And(List<Filter> all) implements Filter {}

    record Or(List<Filter> any) implements Filter {}

    record Test(String field, String op, JsonNode value) implements Filter {}

    /// Every record.
    static Filter none() {
        return new And(List.of());
    }
}
