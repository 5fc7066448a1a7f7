package io.sangam.proposals;

import static io.sangam.proposals.ProposalObject.DEAL;
import static io.sangam.proposals.ProposalObject.STATUS;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What holds for a proposal whichever way it is written, by an undo, too: it belongs to one deal, moves as its
/// statuses allow, says what its lines come to, and once it was sent, what it offers stays.
@Component
class ProposalRules implements ObjectRules {

    private static final List<String> OFFERED =
            List.of(ProposalObject.TITLE, ProposalObject.INTRO, ProposalObject.TERMS, ProposalObject.VALID_UNTIL);

    private final ObjectType proposalType;
    private final ObjectType dealType;
    private final LineRepository lines;
    private final Records records;
    private final Tenants tenants;
    private final ProposalConsents consents;

    ProposalRules(
            ObjectType proposalType,
            ObjectType dealType,
            LineRepository lines,
            Records records,
            Tenants tenants,
            ProposalConsents consents) {
        this.proposalType = proposalType;
        this.dealType = dealType;
        this.lines = lines;
        this.records = records;
        this.tenants = tenants;
        this.consents = consents;
    }

    @Override
    public ObjectType type() {
        return proposalType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            if (values.get(DEAL) instanceof UUID deal) {
                begin(actor, records.load(actor, dealType, deal), values);
            }
            return;
        }
        if (isChanged(DEAL, before, values)) {
            throw new SangamException(
                    ProposalError.PROPOSAL_DEAL_FIXED, "A proposal stays with its deal; make one for the other deal");
        }
        var status = ProposalStatus.of(Objects.requireNonNull(before.text(STATUS)));
        if (isChanged(STATUS, before, values)) {
            var next = ProposalStatus.of(String.valueOf(values.get(STATUS)));
            status.requireMayBecome(next);
            consents.requireTrue(actor.tenant(), before, next);
        }
        if (!status.isOpen() && OFFERED.stream().anyMatch(field -> isChanged(field, before, values))) {
            throw sent();
        }
        if (ProposalFigures.FIELDS.stream().anyMatch(field -> isChanged(field, before, values))) {
            requireFollowed(actor, status, before, values);
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        if (before != null
                && Proposals.status(before) == ProposalStatus.PENDING_APPROVAL
                && Proposals.status(after) == ProposalStatus.DRAFT) {
            consents.dropped(actor, after.id());
        }
    }

    static SangamException sent() {
        return new SangamException(
                ProposalError.PROPOSAL_SENT, "What was sent stays as it is; make a new version and change that");
    }

    /// A draft of the deal's customer, in the deal's currency, seen by whom the deal is seen.
    private void begin(Actor actor, RecordState deal, Map<String, @Nullable Object> values) {
        if (!deal.writable()) {
            throw new SangamException(
                    RecordError.RECORD_NOT_WRITABLE, "You may read this deal, not offer anything for it");
        }
        if (values.get(ProposalObject.TITLE) == null) {
            values.put(ProposalObject.TITLE, deal.title());
        }
        values.putIfAbsent(ProposalObject.REVISION, 1);
        values.put(STATUS, ProposalStatus.DRAFT.key());
        if (values.get(ProposalObject.TOTAL) == null) {
            var currency = currency(actor.tenant(), deal);
            values.putAll(
                    ProposalFigures.of(Totals.of(List.of(), BigDecimal.ZERO, currency), BigDecimal.ZERO, currency));
        }
        values.put(ProposalObject.ACCOUNT, deal.value(ProposalObject.ACCOUNT));
        values.put(ProposalObject.PARTNER, deal.value(ProposalObject.PARTNER));
        values.put(ProposalObject.OWNER, deal.user("owner"));
    }

    /// What a proposal for it is in: the company's own, for a deal without a value.
    String currency(TenantId tenant, RecordState deal) {
        return deal.value("value") instanceof Money value
                ? value.currency()
                : tenants.get(tenant).currency();
    }

    private void requireFollowed(
            Actor actor, ProposalStatus status, RecordState before, Map<String, @Nullable Object> values) {
        if (!status.isOpen()) {
            throw sent();
        }
        var currency = ProposalFigures.currency(before);
        var discount = (BigDecimal) Objects.requireNonNull(
                values.getOrDefault(ProposalObject.DISCOUNT, before.value(ProposalObject.DISCOUNT)));
        var totals = Totals.of(lines.of(actor.tenant(), before.id(), currency), discount, currency);
        ProposalFigures.of(totals, discount, currency).forEach((field, figure) -> {
            var said = values.containsKey(field) ? values.get(field) : before.value(field);
            if (!same(said, figure)) {
                throw new SangamException(
                        RecordError.UNDO_IMPOSSIBLE, "Figures follow from the lines; change the lines instead");
            }
        });
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one instanceof BigDecimal number && other instanceof BigDecimal figure
                ? number.compareTo(figure) == 0
                : Objects.equals(one, other);
    }

    private static boolean isChanged(String field, RecordState before, Map<String, @Nullable Object> values) {
        return values.containsKey(field) && !same(values.get(field), before.value(field));
    }
}
