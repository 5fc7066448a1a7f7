package io.sangam.proposals;

import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.SangamException.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads lines as somebody typed them. All faults are told at once, each with its line.
final class LineCheck {

    /// A line as it comes in. What is left out is nothing: a discount of zero, no tax.
    record Typed(
            @Nullable UUID id,
            String text,
            @Nullable String unit,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal tax) {}

    private static final int QUANTITY_DECIMALS = 4;
    private static final int PERCENT_DECIMALS = 2;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
    /// As much as a browser counts without losing any.
    private static final long LARGEST_TOTAL = 9_007_199_254_740_991L;
    /// 1e999999999 is short to write and a gigabyte to calculate with.
    private static final int LONGEST = 30;

    private final String currency;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<UUID> used = new HashSet<>();

    private LineCheck(String currency) {
        this.currency = currency;
    }

    static List<Line> lines(List<Typed> typed, String currency) {
        var check = new LineCheck(currency);
        var lines = new ArrayList<Line>();
        for (var i = 0; i < typed.size(); i++) {
            lines.add(check.line(typed.get(i), "/lines/" + i + "/"));
        }
        if (!check.errors.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, check.errors.getFirst().message(), check.errors);
        }
        return lines;
    }

    /// The discount on everything.
    static BigDecimal discount(@Nullable BigDecimal typed) {
        var check = new LineCheck("");
        var discount = check.percent(typed == null ? BigDecimal.ZERO : typed, "/discount", "The discount");
        if (!check.errors.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, check.errors.getFirst().message(), check.errors);
        }
        return discount;
    }

    static void requireCountable(Totals totals, String currency) {
        var largest = Money.ofMinor(LARGEST_TOTAL, currency).amount();
        if (totals.sum().total().compareTo(largest) > 0) {
            throw SangamException.invalid(
                    "lines", "VALUE_OUT_OF_RANGE", "The total is too large; look for a wrong quantity or price");
        }
    }

    private Line line(Typed typed, String pointer) {
        var quantity = positive(typed.quantity(), pointer + "quantity");
        var price = price(typed.unitPrice(), pointer + "unitPrice");
        var discount = percent(
                typed.discount() == null ? BigDecimal.ZERO : typed.discount(), pointer + "discount", "The discount");
        @Nullable BigDecimal tax = typed.tax() == null ? null : percent(typed.tax(), pointer + "tax", "The tax");
        var unit = typed.unit() == null || typed.unit().isBlank()
                ? null
                : typed.unit().strip();
        return new Line(id(typed.id()), typed.text().strip(), unit, quantity, price, discount, tax);
    }

    /// One that stood there before keeps its id; a copied one gets its own.
    private UUID id(@Nullable UUID given) {
        var id = given != null && used.add(given) ? given : Ids.next();
        used.add(id);
        return id;
    }

    private BigDecimal positive(@Nullable BigDecimal value, String pointer) {
        if (value == null || isAbsurd(value) || value.signum() <= 0 || value.compareTo(MOST) > 0) {
            return refused(pointer, "A quantity is more than zero and at most " + MOST.toPlainString());
        }
        return decimals(value, QUANTITY_DECIMALS, pointer, "A quantity");
    }

    private BigDecimal price(@Nullable BigDecimal value, String pointer) {
        if (value == null || isAbsurd(value) || value.signum() < 0 || value.compareTo(MOST.movePointRight(3)) > 0) {
            return refused(pointer, "A unit price is zero or more; give a discount instead of a negative price");
        }
        return decimals(value, Totals.scale(currency), pointer, "A unit price in " + currency);
    }

    private BigDecimal percent(BigDecimal value, String pointer, String what) {
        if (isAbsurd(value) || value.signum() < 0 || value.compareTo(Totals.WHOLE) > 0) {
            return refused(pointer, what + " is 0 to 100 percent");
        }
        return decimals(value, PERCENT_DECIMALS, pointer, what);
    }

    private BigDecimal decimals(BigDecimal value, int most, String pointer, String what) {
        var trimmed = Totals.trimmed(value);
        return trimmed.scale() > most ? refused(pointer, what + " has at most " + most + " decimals") : trimmed;
    }

    private static boolean isAbsurd(BigDecimal value) {
        return Math.abs((long) value.scale()) > LONGEST || value.precision() > LONGEST;
    }

    private BigDecimal refused(String pointer, String message) {
        errors.add(new FieldError(pointer, "VALUE_OUT_OF_RANGE", message));
        return BigDecimal.ONE;
    }
}
