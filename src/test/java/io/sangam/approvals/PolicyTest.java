package io.sangam.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PolicyTest {

    @Test
    void theFirstActiveOneThatFitsDecides() {
        var sleeping = policy("large", false, null);
        var small = policy("small", true, null);
        var large = policy("large", true, null);
        var last = policy("large", true, null);

        assertThat(Policy.first(
                        List.of(sleeping, small, large, last),
                        filter -> filter.path("field").asString().equals("large")))
                .contains(large);
        assertThat(Policy.first(List.of(sleeping, small), filter -> false)).isEmpty();
    }

    @Test
    void waivesWhatCostsLessInItsOwnCurrency() {
        var policy = policy("large", true, Money.ofMinor(100_000, "INR"));

        assertThat(policy.waives(worth(99_999, "INR"))).isTrue();
        assertThat(policy.waives(worth(100_000, "INR"))).isFalse();
        assertThat(policy.waives(worth(1, "EUR"))).isFalse();
        assertThat(policy.waives(Figures.NONE)).isFalse();
        assertThat(policy("large", true, null).waives(worth(0, "INR"))).isFalse();
    }

    private static Figures worth(long minor, String currency) {
        return new Figures(Money.ofMinor(minor, currency), null);
    }

    private static Policy policy(String field, boolean active, @Nullable Money below) {
        return new Policy(
                UUID.randomUUID(),
                "deal",
                "Deals",
                1,
                JsonMapper.shared().createObjectNode().put("field", field),
                below,
                List.of(new Step(new Approver.ByManager(), null)),
                active,
                0);
    }
}
