package io.sangam.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What goes to a browser.
///
/// @param code of an `error`
@JsonInclude(JsonInclude.Include.NON_NULL)
record Frame(String type, List<String> channels, @Nullable String code, JsonNode data) {}
