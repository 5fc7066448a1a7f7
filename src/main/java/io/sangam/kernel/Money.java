package io.sangam.kernel;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;

/// An amount with its currency (ISO 4217). Stored as minor units, because only integers keep an index usable under row
/// security (docs/adr/0003).
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {

    public static Money ofMinor(long minor, String currency) {
        return new Money(BigDecimal.valueOf(minor, scale(currency)), currency);
    }

    /// Fails with [ArithmeticException] when the amount has more decimals than its currency.
    public long minor() {
        return amount.setScale(scale(currency)).unscaledValue().longValueExact();
    }

    private static int scale(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
