package io.sangam.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// What consent is asked for, in numbers. It counts for these alone.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(@Nullable Money amount, @Nullable BigDecimal discountPercent) {

    public static final Figures NONE = new Figures(null, null);

    /// Whether they mean the same: 10.0 % is 10 %.
    boolean same(Figures other) {
        return same(amount, other.amount) && same(discountPercent, other.discountPercent);
    }

    private static boolean same(@Nullable Money one, @Nullable Money other) {
        return one == null || other == null
                ? one == other
                : one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : kept(one).compareTo(kept(other)) == 0;
    }

    /// As exact as it is stored.
    private static BigDecimal kept(BigDecimal percent) {
        return percent.setScale(4, RoundingMode.HALF_UP);
    }
}
