package io.sangam.day;

import io.sangam.kernel.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where something stands in a day: `score = value × weight × urgency`, scaled to 0…100.
///
/// - **Value** is 1…4. It grows with the logarithm of the value over the median of the same queue in the same
///   currency: nothing is 1, the median 2, three times the median 3, seven times and more 4. So no exchange rates
///   are needed, one huge deal does not swallow the queue, and what has no value stands in the middle with 2.
/// - **Weight** says what no amount does: a hot lead, a critical ticket, a promise made to a customer; ½…3.
/// - **Urgency** is 0…10: 5 at the due moment, 7.5 two days late and towards 10 from there, 2.5 eight hours before it,
///   1.25 a day before. Without a time, today's work counts as if due in two hours, the rest as if due in two days.
///
/// Being later, being worth more or weighing more never ranks lower, all else equal.
final class Ranking {

    private static final double LEAST = 1;
    private static final double MOST = 4;
    private static final double USUAL = 2;
    private static final double LIGHTEST = 0.5;
    private static final double HEAVIEST = 3;
    private static final double AT_DUE = 5;
    private static final double LATE_HOURS = 48;
    private static final double SOON_HOURS = 8;
    private static final double TODAY_HOURS = 2;
    private static final double NEXT_HOURS = 48;
    private static final double HIGHEST = MOST * HEAVIEST * 2 * AT_DUE;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final Map<String, BigDecimal> medians;

    private Ranking(Map<String, BigDecimal> medians) {
        this.medians = medians;
    }

    /// @param values of all that is to be ranked
    static Ranking among(Collection<Money> values) {
        var amounts = new HashMap<String, List<BigDecimal>>();
        for (var value : values) {
            if (value.amount().signum() > 0) {
                amounts.computeIfAbsent(value.currency(), _ -> new ArrayList<>())
                        .add(value.amount());
            }
        }
        var medians = new HashMap<String, BigDecimal>();
        amounts.forEach((currency, several) -> medians.put(currency, median(several)));
        return new Ranking(medians);
    }

    double score(Optional<Money> value, double weight, @Nullable Instant due, DayPart part, Instant now) {
        var weighed = Math.clamp(weight, LIGHTEST, HEAVIEST);
        return 100 * value(value) * weighed * urgency(due, part, now) / HIGHEST;
    }

    double value(Optional<Money> value) {
        return value.map(this::known).orElse(USUAL);
    }

    private double known(Money value) {
        var median = medians.get(value.currency());
        if (value.amount().signum() <= 0 || median == null) {
            return LEAST;
        }
        var ratio = value.amount().divide(median, MathContext.DECIMAL64).doubleValue();
        return Math.min(MOST, LEAST + Math.log1p(ratio) / Math.log(2));
    }

    static double urgency(@Nullable Instant due, DayPart part, Instant now) {
        if (due == null) {
            return before(part == DayPart.NEXT ? NEXT_HOURS : TODAY_HOURS);
        }
        var late = Duration.between(due, now).toSeconds() / SECONDS_PER_HOUR;
        return late < 0 ? before(-late) : AT_DUE + AT_DUE * late / (late + LATE_HOURS);
    }

    private static double before(double hours) {
        return AT_DUE * SOON_HOURS / (SOON_HOURS + hours);
    }

    /// The upper one of two in the middle.
    private static BigDecimal median(List<BigDecimal> amounts) {
        return amounts.stream().sorted().toList().get(amounts.size() / 2);
    }
}
