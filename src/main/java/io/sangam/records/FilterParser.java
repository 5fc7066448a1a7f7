package io.sangam.records;

import io.sangam.kernel.SangamException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads the filter of a request. Limits keep one request from becoming a thousand conditions.
@Component
public class FilterParser {

    private static final int MAX_DEPTH = 4;
    private static final int MAX_CONDITIONS = 50;

    /// Longer ones are not asked again and again.
    private static final int KEPT_LENGTH = 1_000;

    private final JsonMapper json;
    private final Kept<String, Filter> read = new Kept<>();

    FilterParser(JsonMapper json) {
        this.json = json;
    }

    public Filter parse(String text) {
        return text.length() > KEPT_LENGTH ? read(text) : read.of(text, this::read);
    }

    private Filter read(String text) {
        try {
            return parse(json.readTree(text));
        } catch (JacksonException e) {
            throw refused("The filter is not JSON: " + e.getOriginalMessage());
        }
    }

    public Filter parse(JsonNode node) {
        var budget = new int[] {MAX_CONDITIONS};
        return read(node, 1, budget);
    }

    private static Filter read(JsonNode node, int depth, int[] budget) {
        if (depth > MAX_DEPTH) {
            throw refused("A filter may nest " + MAX_DEPTH + " levels deep");
        }
        if (!node.isObject()) {
            throw refused("A filter is an object with and, or, or field");
        }
        if (node.has("and")) {
            return group(node, "and", depth, budget, Filter.And::new);
        }
        if (node.has("or")) {
            return group(node, "or", depth, budget, Filter.Or::new);
        }
        if (--budget[0] < 0) {
            throw refused("A filter may have " + MAX_CONDITIONS + " conditions");
        }
        var unknown = node.propertyNames().stream()
                .filter(name -> !List.of("field", "op", "value").contains(name))
                .findFirst();
        if (unknown.isPresent()
                || !node.path("field").isString()
                || !node.path("op").isString()) {
            throw refused("A condition has the members field, op and value");
        }
        var value = node.has("value") ? node.get("value") : JsonNodeFactory.instance.nullNode();
        return new Filter.Test(node.get("field").stringValue(), node.get("op").stringValue(), value);
    }

    private static Filter group(
            JsonNode node, String member, int depth, int[] budget, Function<List<Filter>, Filter> make) {
        var list = node.get(member);
        if (node.size() != 1 || !list.isArray()) {
            throw refused("\"" + member + "\" stands alone and holds a list");
        }
        var children = new ArrayList<Filter>();
        for (var child : list) {
            children.add(read(child, depth + 1, budget));
        }
        return make.apply(children);
    }

    static SangamException refused(String why) {
        return new SangamException(RecordError.FILTER_INVALID, why);
    }
}
