package io.sangam.proposals;

import static io.sangam.proposals.ProposalObject.DISCOUNT;
import static io.sangam.proposals.ProposalObject.LARGEST_DISCOUNT;
import static io.sangam.proposals.ProposalObject.NET;
import static io.sangam.proposals.ProposalObject.TAX;
import static io.sangam.proposals.ProposalObject.TOTAL;

import io.sangam.kernel.Money;
import io.sangam.records.RecordState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The fields of a proposal that follow from its lines.
final class ProposalFigures {

    static final List<String> FIELDS = List.of(TOTAL, NET, TAX, DISCOUNT, LARGEST_DISCOUNT);
    private static final int HUNDREDTHS = 2;

    private ProposalFigures() {}

    static Map<String, @Nullable Object> of(Totals totals, BigDecimal discount, String currency) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(TOTAL, new Money(totals.sum().total(), currency));
        values.put(NET, new Money(totals.sum().net(), currency));
        values.put(TAX, new Money(totals.sum().tax(), currency));
        values.put(DISCOUNT, stored(discount));
        values.put(LARGEST_DISCOUNT, stored(totals.largestDiscount()));
        return values;
    }

    static String currency(RecordState proposal) {
        return ((Money) Objects.requireNonNull(proposal.value(TOTAL))).currency();
    }

    /// A percentage of a proposal.
    static BigDecimal percent(RecordState proposal, String field) {
        return Totals.trimmed((BigDecimal) Objects.requireNonNull(proposal.value(field)));
    }

    private static BigDecimal stored(BigDecimal percent) {
        return percent.setScale(HUNDREDTHS);
    }
}
