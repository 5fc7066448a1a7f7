package io.sangam.deals;

import io.sangam.kernel.Money;
import io.sangam.records.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may come in and what did, by owner and month, of the deals its reader may see.
///
/// @param from the first month, such as `2026-11`
/// @param until the first month no longer looked at
/// @param zone the company's, by which days fall into months
/// @param asOf when it was counted
record Forecast(String from, String until, String zone, Instant asOf, List<Line> lines) {

    /// Open deals whose close was expected before the first month.
    static final String OVERDUE = "overdue";

    /// Open deals nobody expects to close in any month.
    static final String UNDATED = "undated";

    /// Open deals expected to close in the last month or after it.
    static final String LATER = "later";

    /// The deals of one owner in one period with values in one currency.
    ///
    /// @param period a month such as `2026-11`, or overdue, undated or later
    /// @param currency null for deals without a value: they are counted and no more
    /// @param open how many open deals are expected to close then
    /// @param withoutChance how many of them have no probability, and so no part in `weighted`
    /// @param weighted their values, each times its probability
    /// @param bestCase their values, as if all were won
    /// @param won how many deals were won then
    record Line(
            @Nullable Person owner,
            String period,
            @Nullable String currency,
            long open,
            long withoutChance,
            @Nullable Money weighted,
            @Nullable Money bestCase,
            long won,
            @Nullable Money wonValue) {}
}
