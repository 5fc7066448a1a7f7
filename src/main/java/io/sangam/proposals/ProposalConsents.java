package io.sangam.proposals;

import static io.sangam.proposals.ProposalObject.STATUS;

import io.sangam.access.Access;
import io.sangam.approvals.Approvable;
import io.sangam.approvals.Approvals;
import io.sangam.approvals.Figures;
import io.sangam.approvals.Question;
import io.sangam.approvals.Standing;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What its sender may not offer by himself is sent once somebody else consented (R26): beyond the discount his roles
/// allow, or where a policy asks. Whether consent counts is asked of [Approvals]; the status only shows it.
@Service
@Transactional
public class ProposalConsents implements Approvable {

    static final String KIND = "send";

    private final ObjectType proposalType;
    private final LineRepository repository;
    private final Records records;
    private final RecordWriter writer;
    private final Access access;
    private final Approvals approvals;

    ProposalConsents(
            ObjectType proposalType,
            LineRepository repository,
            Records records,
            RecordWriter writer,
            Access access,
            Approvals approvals) {
        this.proposalType = proposalType;
        this.repository = repository;
        this.records = records;
        this.writer = writer;
        this.access = access;
        this.approvals = approvals;
    }

    /// Asks whoever has to consent before the actor may send this draft. Where nobody has to, it stays a draft.
    ///
    /// @param note what he wants to say about it
    public Standing ask(Actor actor, UUID id, int version, @Nullable String note) {
        lock(actor.tenant(), id);
        var proposal = records.load(actor, proposalType, id);
        writer.requireUnchanged(actor, proposal, version);
        Proposals.status(proposal).requireMayBecome(ProposalStatus.PENDING_APPROVAL);
        requireLines(actor.tenant(), proposal);
        var standing = approvals.ask(actor, question(actor, proposal, note));
        if (standing instanceof Standing.Pending) {
            writer.update(actor, proposal, Map.of(STATUS, ProposalStatus.PENDING_APPROVAL.key()), "updated", Map.of());
        }
        return standing;
    }

    /// Whether the actor can't send it as it is.
    @Transactional(readOnly = true)
    boolean isNeeded(Actor actor, RecordState proposal) {
        return approvals.isWanted(actor.tenant(), question(actor, proposal, null))
                && !isGiven(actor.tenant(), proposal);
    }

    /// Before it is sent.
    void require(Actor actor, RecordState proposal) {
        var question = question(actor, proposal, null);
        if (approvals.isWanted(actor.tenant(), question)) {
            if (!isGiven(actor.tenant(), proposal)) {
                throw needed(actor, proposal);
            }
        } else if (question.required()) {
            // waived by a policy, and asking leaves a word about that
            approvals.ask(actor, question);
        }
    }

    void requireLines(TenantId tenant, RecordState proposal) {
        if (repository
                .of(tenant, proposal.id(), ProposalFigures.currency(proposal))
                .isEmpty()) {
            throw new SangamException(ProposalError.PROPOSAL_EMPTY, "Add at least one line before you send it");
        }
    }

    /// Keeps it and what was asked about it as they are until the end of the transaction.
    void lock(TenantId tenant, UUID proposal) {
        approvals.hold(tenant, ref(proposal), KIND);
        repository.lock(tenant, proposal);
    }

    /// What its status says about consent is so: also when an undo sets it.
    void requireTrue(TenantId tenant, RecordState proposal, ProposalStatus next) {
        var is = switch (next) {
            case PENDING_APPROVAL -> standing(tenant, proposal) instanceof Standing.Pending;
            case APPROVED -> isGiven(tenant, proposal);
            case DRAFT, SENT, ACCEPTED, REJECTED, EXPIRED, WITHDRAWN, SUPERSEDED -> true;
        };
        if (!is) {
            throw new SangamException(
                    RecordError.UNDO_IMPOSSIBLE,
                    "What was asked for then does not count any more; ask for approval again");
        }
    }

    /// A draft again: what it waits for is not wanted any more.
    void dropped(Actor actor, UUID proposal) {
        approvals.withdraw(actor, ref(proposal), KIND);
    }

    static boolean isOver(BigDecimal discount, Optional<Integer> limit) {
        return limit.filter(most -> discount.compareTo(BigDecimal.valueOf(most)) > 0)
                .isPresent();
    }

    @Override
    public String object() {
        return ProposalObject.KEY;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Figures> figures(TenantId tenant, UUID record, String kind) {
        return records.load(Actor.system(tenant), proposalType, record, false).map(ProposalConsents::figures);
    }

    /// The request says who decided, and why not.
    @Override
    public void decided(Actor decider, UUID record, String kind, boolean approved, @Nullable String reason) {
        become(decider.tenant(), record, approved ? ProposalStatus.APPROVED : ProposalStatus.DRAFT);
    }

    @Override
    public void withdrawn(TenantId tenant, UUID record, String kind) {
        become(tenant, record, ProposalStatus.DRAFT);
    }

    /// By the system: whoever decides need not be somebody who may write proposals.
    private void become(TenantId tenant, UUID id, ProposalStatus next) {
        repository.lock(tenant, id);
        var system = Actor.system(tenant);
        records.load(system, proposalType, id, false)
                .filter(proposal -> switch (Proposals.status(proposal)) {
                    case PENDING_APPROVAL -> true;
                    case APPROVED -> next == ProposalStatus.DRAFT;
                    case DRAFT, SENT, ACCEPTED, REJECTED, EXPIRED, WITHDRAWN, SUPERSEDED -> false;
                })
                .ifPresent(
                        proposal -> writer.update(system, proposal, Map.of(STATUS, next.key()), "updated", Map.of()));
    }

    private Question question(Actor actor, RecordState proposal, @Nullable String note) {
        var over = isOver(discount(proposal), access.maxDiscount(actor));
        return new Question(ref(proposal.id()), KIND, figures(proposal), over, note);
    }

    private boolean isGiven(TenantId tenant, RecordState proposal) {
        return standing(tenant, proposal) instanceof Standing.Approved;
    }

    private Standing standing(TenantId tenant, RecordState proposal) {
        return approvals.standing(Actor.system(tenant), ref(proposal.id()), KIND, figures(proposal));
    }

    private SangamException needed(Actor actor, RecordState proposal) {
        var discount = discount(proposal).toPlainString();
        var limit = access.maxDiscount(actor).filter(most -> isOver(discount(proposal), Optional.of(most)));
        return limit.map(most -> new SangamException(
                                ProposalError.PROPOSAL_NEEDS_APPROVAL,
                                "A discount of %s %% is beyond your %d %%: ask for approval, or lower it"
                                        .formatted(discount, most))
                        .with("discount", discount)
                        .with("limit", most))
                .orElseGet(() -> new SangamException(
                        ProposalError.PROPOSAL_NEEDS_APPROVAL,
                        "A policy wants somebody's approval before this is sent: ask for it"));
    }

    private static Figures figures(RecordState proposal) {
        return new Figures((Money) Objects.requireNonNull(proposal.value(ProposalObject.TOTAL)), discount(proposal));
    }

    private static BigDecimal discount(RecordState proposal) {
        return ProposalFigures.percent(proposal, ProposalObject.LARGEST_DISCOUNT);
    }

    private static RecordRef ref(UUID proposal) {
        return new RecordRef(ProposalObject.KEY, proposal);
    }
}
