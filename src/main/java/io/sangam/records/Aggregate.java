package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.kernel.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Figures over all records a filter leaves, beyond the page that is shown.
///
/// @param sums per money field one total per currency; per number field one total
/// @param groups present when grouping was asked for, largest first, at most 200
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Aggregate(
        Count count, Map<String, List<Sum>> sums, @Nullable List<Group> groups) {

    /// Exact up to 10,000; beyond that the planner's estimate, and `exact` is false.
    public record Count(long value, boolean exact) {}

    /// `currency` is absent for plain numbers.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sum(String amount, @Nullable String currency) {

        static Sum of(Money money) {
            return new Sum(money.amount().toPlainString(), money.currency());
        }
    }

    public record Group(@Nullable Object value, long count) {}
}
