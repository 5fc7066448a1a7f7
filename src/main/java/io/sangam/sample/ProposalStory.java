package io.sangam.sample;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.proposals.OfferedLine;
import io.sangam.proposals.Offers;
import io.sangam.proposals.ProposalConsents;
import io.sangam.proposals.Proposals;
import io.sangam.records.RecordLoader.Loaded;
import io.sangam.records.RecordState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Offers something for some of the open deals, through the use cases: drafts, one that waits for approval, proposals
/// that wait, second versions and one that was taken back.
final class ProposalStory {

    private static final int DEALS = 8;
    private static final int KINDS = 4;
    /// The second of the drafts gives more than is given without asking.
    private static final int BEYOND = -1;
    private static final BigDecimal GST = BigDecimal.valueOf(18);
    private static final String INTRO = "Thank you for your time. This is what we can do for you.";
    private static final String TERMS = "Payable within 30 days. Training on your premises, travel included.";

    private final Proposals proposals;
    private final ProposalConsents consents;
    private final Offers offers;

    ProposalStory(Proposals proposals, ProposalConsents consents, Offers offers) {
        this.proposals = proposals;
        this.consents = consents;
        this.offers = offers;
    }

    void tell(TenantId tenant, List<Loaded> deals) {
        var open = deals.stream()
                .filter(deal -> "open".equals(deal.values().get("result"))
                        && deal.values().get("owner") instanceof UserId
                        && deal.values().get("value") instanceof Money)
                .limit(DEALS)
                .toList();
        for (var i = 0; i < open.size(); i++) {
            tell(tenant, open.get(i), i == KINDS ? BEYOND : i % KINDS);
        }
    }

    private void tell(TenantId tenant, Loaded deal, int kind) {
        var actor =
                new Actor(tenant, (UserId) Objects.requireNonNull(deal.values().get("owner")));
        var worth = (Money) Objects.requireNonNull(deal.values().get("value"));
        var proposal = proposals.create(actor, Map.of("deal", deal.id(), "intro", INTRO, "terms", TERMS));
        var written = offer(actor, proposal, worth.amount(), discount(kind));
        if (kind == 0) {
            return;
        }
        if (kind == BEYOND) {
            var unused =
                    consents.ask(actor, proposal.id(), written, "They take two years at once, and pay in advance.");
            return;
        }
        var unused = offers.send(actor, proposal.id(), written, new Offers.Sending(null, null, null, null, null));
        if (kind == 2) {
            var next = proposals.newVersion(actor, proposal.id(), written + 1);
            offer(actor, next, worth.amount(), BigDecimal.valueOf(15));
        } else if (kind == 3) {
            proposals.withdraw(actor, proposal.id(), written + 1);
        }
    }

    private static BigDecimal discount(int kind) {
        return switch (kind) {
            case BEYOND -> BigDecimal.valueOf(25);
            case 2 -> BigDecimal.TEN;
            default -> BigDecimal.ZERO;
        };
    }

    /// @return its version afterwards
    private int offer(Actor actor, RecordState proposal, BigDecimal worth, BigDecimal discount) {
        var price = worth.divide(BigDecimal.valueOf(25), 0, RoundingMode.HALF_UP);
        return proposals.offer(
                actor,
                proposal,
                BigDecimal.ZERO,
                List.of(
                        line("Annual plan", "users", 20, price, discount),
                        line("Setup and data transfer", null, 1, price, BigDecimal.ZERO),
                        line("Training", "days", 2, price, BigDecimal.ZERO)));
    }

    private static OfferedLine line(
            String text, @Nullable String unit, int quantity, BigDecimal price, BigDecimal discount) {
        return new OfferedLine(text, unit, BigDecimal.valueOf(quantity), price, discount, GST);
    }
}
