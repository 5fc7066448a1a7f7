package io.sangam.day;

import io.sangam.records.Filter;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/// Some of the reader's own records of an object.
///
/// @param limit how many at most: beyond them the queue says that there is more
public record DayList(Filter filter, String sort, int limit) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Of what is the reader's own.
    public static DayList of(String sort, int limit, Filter... tests) {
        return new DayList(
                new Filter.And(Stream.concat(
                                Stream.of(new Filter.Test("mine", "eq", JSON.booleanNode(true))), Stream.of(tests))
                        .toList()),
                sort,
                limit);
    }

    public static Filter is(String field, String value) {
        return new Filter.Test(field, "eq", JSON.stringNode(value));
    }

    /// In a status nobody is done with.
    public static Filter open(String status) {
        var groups = JSON.arrayNode();
        List.of("open", "progress", "waiting").forEach(groups::add);
        return new Filter.Test(status, "group", groups);
    }

    /// Before the first moment of a day of the company's.
    public static Filter before(String field, LocalDate day) {
        return new Filter.Test(field, "before", JSON.stringNode(day.toString()));
    }

    public static Filter past(String field) {
        return new Filter.Test(field, "within", JSON.stringNode("past"));
    }

    public static Filter empty(String field) {
        return new Filter.Test(field, "empty", JSON.nullNode());
    }
}
