package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeDatesTest {

    /// A Friday, the last of a leap year's February lies ahead.
    private static final LocalDate TODAY = LocalDate.of(2028, 1, 28);

    @ParameterizedTest
    @CsvSource({
        "today,      2028-01-28, 2028-01-29",
        "yesterday,  2028-01-27, 2028-01-28",
        "tomorrow,   2028-01-29, 2028-01-30",
        "thisWeek,   2028-01-24, 2028-01-31",
        "lastWeek,   2028-01-17, 2028-01-24",
        "nextWeek,   2028-01-31, 2028-02-07",
        "thisMonth,  2028-01-01, 2028-02-01",
        "lastMonth,  2027-12-01, 2028-01-01",
        "nextMonth,  2028-02-01, 2028-03-01",
        "thisYear,   2028-01-01, 2029-01-01",
        "last7Days,  2028-01-22, 2028-01-29",
        "last30Days, 2027-12-30, 2028-01-29",
        "next7Days,  2028-01-28, 2028-02-04"
    })
    void namesWholeDays(String name, LocalDate from, LocalDate before) {
        assertThat(RelativeDates.of(name, TODAY)).contains(new RelativeDates.Days(from, before));
    }

    @Test
    void leavesThePastAndTheFutureOpen() {
        assertThat(RelativeDates.of("past", TODAY)).contains(new RelativeDates.Days(null, TODAY));
        assertThat(RelativeDates.of("future", TODAY)).contains(new RelativeDates.Days(TODAY.plusDays(1), null));
    }

    @Test
    void knowsNoOtherNames() {
        assertThat(RelativeDates.of("fortnight", TODAY)).isEmpty();
    }
}
