package io.sangam.proposals;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One thing to offer; percentages are 0 to 100.
public record OfferedLine(
        String text,
        @Nullable String unit,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discount,
        @Nullable BigDecimal tax) {}
