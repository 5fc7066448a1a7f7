package io.sangam.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sangam.kernel.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the order of a day keeps to, whatever is in it.
class RankingTest {

    private static final Instant NOW = Instant.parse("2026-11-27T07:00:00Z");
    private static final int CASES = 5_000;

    private final Random random = new Random(11);
    private final Ranking ranking = Ranking.among(
            List.of(rupees(1_000), rupees(50_000), rupees(120_000), rupees(90_000_000), dollars(500), dollars(1_500)));

    @Test
    void laterNeverRanksLower() {
        for (var i = 0; i < CASES; i++) {
            var value = anyValue();
            var weight = anyWeight();
            var due = anyDue();
            var earlier = due.minus(Duration.ofMinutes(random.nextInt(100_000)));

            assertThat(score(value, weight, earlier)).isGreaterThanOrEqualTo(score(value, weight, due));
        }
    }

    @Test
    void higherValueNeverRanksLower() {
        for (var i = 0; i < CASES; i++) {
            var amount = random.nextInt(10_000_000);
            var weight = anyWeight();
            var due = anyDue();

            assertThat(score(Optional.of(rupees(amount + random.nextInt(10_000_000))), weight, due))
                    .isGreaterThanOrEqualTo(score(Optional.of(rupees(amount)), weight, due));
        }
    }

    @Test
    void moreWeightNeverRanksLower() {
        for (var i = 0; i < CASES; i++) {
            var value = anyValue();
            var weight = anyWeight();
            var due = anyDue();

            assertThat(score(value, weight + random.nextDouble(), due))
                    .isGreaterThanOrEqualTo(score(value, weight, due));
        }
    }

    @Test
    void staysWithinItsBounds() {
        for (var i = 0; i < CASES; i++) {
            assertThat(score(anyValue(), 10 * anyWeight(), anyDue())).isBetween(0.0, 100.0);
        }
        assertThat(score(Optional.of(rupees(Integer.MAX_VALUE)), 1_000, Instant.EPOCH))
                .isBetween(99.0, 100.0);
    }

    /// The largest of all counts four times the least: lateness still decides.
    @Test
    void oneHugeDealDoesNotSwallowTheQueue() {
        var huge = score(Optional.of(rupees(90_000_000)), 1, NOW.plus(Duration.ofDays(5)));

        assertThat(score(Optional.of(rupees(1_000)), 1, NOW.minus(Duration.ofHours(1))))
                .isGreaterThan(huge);
    }

    @Test
    void measuresEachCurrencyByItsOwnMedian() {
        assertThat(ranking.value(Optional.of(rupees(120_000)))).isCloseTo(2, within(1e-9));
        assertThat(ranking.value(Optional.of(dollars(1_500)))).isCloseTo(2, within(1e-9));
        assertThat(ranking.value(Optional.of(rupees(360_000)))).isCloseTo(3, within(1e-9));
        assertThat(ranking.value(Optional.empty())).isEqualTo(2);
        assertThat(ranking.value(Optional.of(rupees(0)))).isEqualTo(1);
        assertThat(ranking.value(Optional.of(rupees(Integer.MAX_VALUE)))).isEqualTo(4);
    }

    @Test
    void whatHasNoTimeCountsAsIfDueSoon() {
        assertThat(Ranking.urgency(null, DayPart.TODAY, NOW))
                .isEqualTo(Ranking.urgency(NOW.plus(Duration.ofHours(2)), DayPart.TODAY, NOW));
        assertThat(Ranking.urgency(null, DayPart.NEXT, NOW))
                .isEqualTo(Ranking.urgency(NOW.plus(Duration.ofDays(2)), DayPart.NEXT, NOW));
    }

    /// At home it is Saturday already when the office has Friday evening.
    @Test
    void todayAndTomorrowAreThoseOfTheReadersOwnClock() {
        var now = Instant.parse("2026-11-27T14:00:00Z");
        var moment = new DayMoment(now, ZoneId.of("Pacific/Auckland"), ZoneId.of("Europe/Berlin"));

        assertThat(moment.partOf(Instant.parse("2026-11-27T13:59:00Z"))).isEqualTo(DayPart.OVERDUE);
        assertThat(moment.partOf(Instant.parse("2026-11-28T10:59:00Z"))).isEqualTo(DayPart.TODAY);
        assertThat(moment.partOf(Instant.parse("2026-11-28T11:00:00Z"))).isEqualTo(DayPart.NEXT);
        assertThat(moment.tomorrowMorning()).isEqualTo(Instant.parse("2026-11-28T19:00:00Z"));
    }

    /// Clocks go forward in the night between.
    @Test
    void tomorrowMorningIsAtTheSameHourWhenClocksChange() {
        var moment = new DayMoment(
                Instant.parse("2026-03-28T18:00:00Z"), ZoneId.of("Europe/Berlin"), ZoneId.of("Europe/Berlin"));

        assertThat(moment.tomorrowMorning()).isEqualTo(Instant.parse("2026-03-29T06:00:00Z"));
    }

    private double score(Optional<Money> value, double weight, Instant due) {
        return ranking.score(value, weight, due, DayPart.NEXT, NOW);
    }

    private Optional<Money> anyValue() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(rupees(random.nextInt(100_000_000)));
    }

    private double anyWeight() {
        return 3 * random.nextDouble();
    }

    private Instant anyDue() {
        return NOW.plus(Duration.ofMinutes(random.nextInt(60_000) - 30_000L));
    }

    private static Money rupees(long amount) {
        return new Money(BigDecimal.valueOf(amount), "INR");
    }

    private static Money dollars(long amount) {
        return new Money(BigDecimal.valueOf(amount), "USD");
    }
}
