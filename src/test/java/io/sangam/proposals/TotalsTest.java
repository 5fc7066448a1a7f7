package io.sangam.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.proposals.Totals.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TotalsTest {

    private static final BigDecimal NONE = BigDecimal.ZERO;

    @Test
    void roundsEachLineHalfUpToWhatItsCurrencyHas() {
        var line = line("3", "0.35", "50", "10");

        var rupees = Totals.of(List.of(line), NONE, "INR").lines().getFirst();
        var yen = Totals.of(List.of(line("3", "5", "50", "10")), NONE, "JPY")
                .lines()
                .getFirst();
        var dinars = Totals.of(List.of(line("1", "0.0125", "0", null)), NONE, "KWD")
                .lines()
                .getFirst();

        // 1.05 × 50 % = 0.525, and a tenth of 0.53 is 0.053
        assertThat(rupees).isEqualTo(new Amounts(of("1.05"), of("0.53"), of("0.05")));
        // 15 × 50 % = 7.5, and a tenth of 8 is 0.8
        assertThat(yen).isEqualTo(new Amounts(of("15"), of("8"), of("1")));
        assertThat(dinars.net()).isEqualTo(of("0.013"));
    }

    @Test
    void discountsEverythingOnTopOfEachLine() {
        var totals = Totals.of(List.of(line("1", "100", "10", null), line("1", "100", "0", null)), of("20"), "INR");

        assertThat(totals.sum().net()).isEqualTo(of("152.00"));
        assertThat(totals.sum().saved()).isEqualTo(of("48.00"));
        assertThat(totals.largestDiscount()).isEqualTo(of("28.00"));
    }

    @Test
    void theLargestDiscountIsNeverRoundedBelowALimit() {
        // 1 − 0.9999 × 0.8500 = 15.0085 %
        var totals = Totals.of(List.of(line("1", "100", "15", null)), of("0.01"), "INR");

        assertThat(totals.largestDiscount()).isEqualTo(of("15.01"));
        assertThat(Totals.of(List.of(), of("7"), "INR").largestDiscount()).isEqualTo(of("7.00"));
    }

    @Test
    void sumsAreTheSumsOfTheirLinesWhateverIsOffered() {
        var random = new Random(26);
        for (var round = 0; round < 2_000; round++) {
            var currency = List.of("INR", "USD", "JPY", "KWD").get(random.nextInt(4));
            var scale = Totals.scale(currency);
            var lines = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(_ -> new Line(
                            UUID.randomUUID(),
                            "Something",
                            null,
                            BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(5)),
                            BigDecimal.valueOf(random.nextInt(10_000_000), scale),
                            BigDecimal.valueOf(random.nextInt(10_001), 2),
                            random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(10_001), 2)))
                    .toList();
            var discount = BigDecimal.valueOf(random.nextInt(10_001), 2);

            var totals = Totals.of(lines, discount, currency);

            assertThat(totals.lines()).hasSameSizeAs(lines).allSatisfy(each -> {
                assertThat(each.net()).isLessThanOrEqualTo(each.gross()).isNotNegative();
                assertThat(List.of(
                                each.gross().scale(),
                                each.net().scale(),
                                each.tax().scale()))
                        .containsOnly(scale);
            });
            assertThat(totals.sum().net()).isEqualTo(sum(totals, Amounts::net, scale));
            assertThat(totals.sum().tax()).isEqualTo(sum(totals, Amounts::tax, scale));
            assertThat(totals.sum().total()).isEqualTo(sum(totals, Amounts::total, scale));
            assertThat(totals.sum().gross().subtract(totals.sum().saved()))
                    .isEqualTo(totals.sum().net());
            for (var i = 0; i < lines.size(); i++) {
                assertThat(totals.lines().get(i).net()).isEqualTo(byHand(lines.get(i), discount, scale));
            }
        }
    }

    /// The formula of docs/api.md, step by step.
    private static BigDecimal byHand(Line line, BigDecimal discount, int scale) {
        var hundred = BigDecimal.valueOf(100);
        return line.quantity()
                .multiply(line.unitPrice())
                .multiply(hundred.subtract(line.discount()))
                .multiply(hundred.subtract(discount))
                .divide(BigDecimal.valueOf(10_000), scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(Totals totals, Function<Amounts, BigDecimal> which, int scale) {
        return totals.lines().stream().map(which).reduce(NONE.setScale(scale), BigDecimal::add);
    }

    private static Line line(String quantity, String price, String discount, @Nullable String tax) {
        return new Line(
                UUID.randomUUID(), "Plan", null, of(quantity), of(price), of(discount), tax == null ? null : of(tax));
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }
}
