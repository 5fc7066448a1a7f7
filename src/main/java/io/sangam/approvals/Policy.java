package io.sangam.approvals;

import io.sangam.kernel.Money;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// @param position policies are tried in this order, smallest first
/// @param filter as the API writes it
/// @param below what costs less needs nobody's consent
public record Policy(
        UUID id,
        String object,
        String name,
        int position,
        JsonNode filter,
        @Nullable Money below,
        List<Step> steps,
        boolean active,
        int version) {

    /// The one that decides: the first active one whose filter the record passes.
    ///
    /// @param all in the order they are tried
    static Optional<Policy> first(List<Policy> all, Predicate<JsonNode> passes) {
        return all.stream()
                .filter(Policy::active)
                .filter(policy -> passes.test(policy.filter()))
                .findFirst();
    }

    /// Whether these figures need nobody. Another currency is not compared.
    boolean waives(Figures figures) {
        var amount = figures.amount();
        return below != null
                && amount != null
                && below.currency().equals(amount.currency())
                && amount.amount().compareTo(below.amount()) < 0;
    }
}
