package io.sangam.proposals;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The lines of a proposal and what they come to.
///
/// @param version of the record, for the next change
/// @param open whether they may still be changed
/// @param discount on everything, in percent
/// @param limit the largest discount the reader may send by himself; null means any
/// @param overLimit whether its discounts are beyond that
/// @param needsApproval whether the reader can't send it before somebody consents, who has not yet
record ProposalSheet(
        int version,
        boolean open,
        String currency,

        @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
        BigDecimal discount,

        List<PricedLine> lines,
        ProposalSums sums,
        @Nullable Integer limit,
        boolean overLimit,
        boolean needsApproval) {

    /// @param net after discounts, before tax
    record PricedLine(
            UUID id,
            String text,
            @Nullable String unit,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal quantity,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal unitPrice,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal discount,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING) @Nullable
            BigDecimal tax,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal net,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal taxAmount,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal total) {

        /// Offers the same; what it comes to may differ by the discount on everything.
        boolean isLike(PricedLine other) {
            return text.equals(other.text)
                    && Objects.equals(unit, other.unit)
                    && quantity.equals(other.quantity)
                    && unitPrice.equals(other.unitPrice)
                    && discount.equals(other.discount)
                    && Objects.equals(tax, other.tax);
        }

        static List<PricedLine> of(List<Line> lines, Totals totals) {
            var priced = new ArrayList<PricedLine>();
            for (var line : lines) {
                var amounts = totals.lines().get(priced.size());
                priced.add(new PricedLine(
                        line.id(),
                        line.text(),
                        line.unit(),
                        line.quantity(),
                        line.unitPrice(),
                        line.discount(),
                        line.tax(),
                        amounts.net(),
                        amounts.tax(),
                        amounts.total()));
            }
            return priced;
        }
    }

    /// @param gross before discounts
    /// @param saved by discounts
    /// @param largestDiscount in percent, of the line that is discounted most
    record ProposalSums(
            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal gross,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal saved,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal net,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal tax,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal total,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal largestDiscount) {

        static ProposalSums of(Totals totals) {
            var sum = totals.sum();
            return new ProposalSums(
                    sum.gross(), sum.saved(), sum.net(), sum.tax(), sum.total(), totals.largestDiscount());
        }
    }
}
