package io.sangam.proposals;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that is offered. Percentages are 0 to 100.
///
/// @param id the same in later versions
/// @param unitPrice in the proposal's currency
/// @param tax null where none is shown
record Line(
        UUID id,
        String text,
        @Nullable String unit,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discount,
        @Nullable BigDecimal tax) {}
