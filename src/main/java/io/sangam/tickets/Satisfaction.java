package io.sangam.tickets;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How satisfied customers were with tickets that were resolved, of those their reader may see.
///
/// @param from the first month, such as `2026-11`
/// @param until the first month no longer looked at
/// @param zone the company's, by which resolutions fall into months
/// @param asOf when it was counted
/// @param months all of them, also those in which nothing was resolved
/// @param total of all months together
record Satisfaction(
        String from,
        String until,
        String zone,
        Instant asOf,
        List<SatisfactionMonth> months,
        SatisfactionFigures total) {

    record SatisfactionMonth(String month, SatisfactionFigures figures) {}

    /// @param resolved how many tickets were resolved and stayed so
    /// @param answers how many of them were rated
    /// @param responseRate the same in per cent; null where nothing was resolved, like the others without an answer
    /// @param satisfaction from 1 to 5, on average
    /// @param npsAnswers how many said whether they would recommend the company
    /// @param promoters how many of them said 9 or 10
    /// @param detractors how many of them said 0 to 6
    /// @param nps promoters less detractors in per cent of `npsAnswers`, from -100 to 100
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SatisfactionFigures(
            long resolved,
            long answers,
            @Nullable BigDecimal responseRate,
            @Nullable BigDecimal satisfaction,
            long npsAnswers,
            long promoters,
            long detractors,
            @Nullable BigDecimal nps) {}
}
