package io.sangam.proposals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What lines come to. Each line is rounded, half up, to what its currency has; sums add what was rounded, so they are
/// always the sums of what stands above them.
///
/// @param lines in the order of the lines
/// @param largestDiscount in percent, of the line that is discounted most, together with the discount on everything
record Totals(List<Amounts> lines, Amounts sum, BigDecimal largestDiscount) {

    /// @param gross before discounts
    /// @param net after them
    record Amounts(BigDecimal gross, BigDecimal net, BigDecimal tax) {

        BigDecimal saved() {
            return gross.subtract(net);
        }

        BigDecimal total() {
            return net.add(tax);
        }
    }

    static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final int PERCENT = 2;

    /// @param discount on everything, in percent
    static Totals of(List<Line> lines, BigDecimal discount, String currency) {
        var scale = scale(currency);
        var amounts = lines.stream().map(line -> amounts(line, discount, scale)).toList();
        var sum = new Amounts(
                sum(amounts, Amounts::gross, scale),
                sum(amounts, Amounts::net, scale),
                sum(amounts, Amounts::tax, scale));
        return new Totals(amounts, sum, largest(lines, discount));
    }

    /// How many decimals amounts in a currency have.
    static int scale(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /// Without the zeros behind its last digit, and never in powers of ten.
    static BigDecimal trimmed(BigDecimal number) {
        var bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static Amounts amounts(Line line, BigDecimal discount, int scale) {
        var exact = line.quantity().multiply(line.unitPrice());
        var kept = WHOLE.subtract(line.discount()).multiply(WHOLE.subtract(discount));
        // two percentages: divided by ten thousand
        var net = exact.multiply(kept).movePointLeft(PERCENT + PERCENT).setScale(scale, RoundingMode.HALF_UP);
        return new Amounts(exact.setScale(scale, RoundingMode.HALF_UP), net, tax(net, line.tax(), scale));
    }

    private static BigDecimal tax(BigDecimal net, @Nullable BigDecimal percent, int scale) {
        return percent == null
                ? BigDecimal.ZERO.setScale(scale)
                : net.multiply(percent).movePointLeft(PERCENT).setScale(scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(List<Amounts> lines, Function<Amounts, BigDecimal> which, int scale) {
        return lines.stream().map(which).reduce(BigDecimal.ZERO.setScale(scale), BigDecimal::add);
    }

    /// Rounded up: what is beyond a limit stays beyond it.
    private static BigDecimal largest(List<Line> lines, BigDecimal discount) {
        var highest = lines.stream().map(Line::discount).reduce(BigDecimal.ZERO, BigDecimal::max);
        var kept = WHOLE.subtract(highest).multiply(WHOLE.subtract(discount)).movePointLeft(PERCENT);
        return WHOLE.subtract(kept).setScale(PERCENT, RoundingMode.CEILING);
    }
}
