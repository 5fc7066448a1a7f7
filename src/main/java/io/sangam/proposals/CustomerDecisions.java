package io.sangam.proposals;

import static io.sangam.proposals.ProposalObject.STATUS;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import io.sangam.identity.OpaqueToken;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.proposals.ProposalSheet.PricedLine;
import io.sangam.proposals.ProposalSheet.ProposalSums;
import io.sangam.records.Activities;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.records.Sight;
import io.sangam.records.Watchers;
import io.sangam.tenancy.Tenants;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What customers say to a proposal, by its link and without an account. They decide once; the same again changes
/// nothing.
@Service
@Transactional
class CustomerDecisions implements NoticeSource {

    private static final NoticeKind ACCEPTED =
            NoticeKind.of("proposalAccepted", Group.CHANGES).mailed();
    private static final NoticeKind DECLINED =
            NoticeKind.of("proposalDeclined", Group.CHANGES).mailed();

    /// What the page shows to whoever holds the link, and no more of it than was sent.
    ///
    /// @param status sent, accepted or rejected
    /// @param discount on everything, in percent
    /// @param validUntil the last day
    /// @param decidedName who decided, as he said
    record PublicOffer(
            String company,
            String number,
            int revision,
            String title,
            String status,
            @Nullable String intro,
            @Nullable String terms,
            String currency,

            @Schema(type = "string") @JsonFormat(shape = Shape.STRING)
            BigDecimal discount,

            List<PricedLine> lines,
            ProposalSums sums,
            LocalDate validUntil,
            @Nullable Instant decidedAt,
            @Nullable String decidedName) {}

    private final ObjectType proposalType;
    private final ObjectType dealType;
    private final LineRepository repository;
    private final Papers papers;
    private final Records records;
    private final Sight sight;
    private final RecordWriter writer;
    private final Activities activities;
    private final Notifications notifications;
    private final Tenants tenants;
    private final Clock clock;

    CustomerDecisions(
            ObjectType proposalType,
            ObjectType dealType,
            LineRepository repository,
            Papers papers,
            Records records,
            Sight sight,
            RecordWriter writer,
            Activities activities,
            Notifications notifications,
            Tenants tenants,
            Clock clock) {
        this.proposalType = proposalType;
        this.dealType = dealType;
        this.repository = repository;
        this.papers = papers;
        this.records = records;
        this.sight = sight;
        this.writer = writer;
        this.activities = activities;
        this.notifications = notifications;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(ACCEPTED, DECLINED);
    }

    /// The first look is noted.
    PublicOffer show(OpaqueToken link) {
        var proposal = locked(link);
        if (Proposals.status(proposal) == ProposalStatus.SENT && proposal.isEmpty(ProposalObject.VIEWED_AT)) {
            proposal = writer.update(
                    Actor.system(link.tenant()),
                    proposal,
                    Map.of(ProposalObject.VIEWED_AT, clock.instant()),
                    "viewed",
                    Map.of());
        }
        return offer(link.tenant(), proposal);
    }

    @Transactional(readOnly = true)
    Papers.PrintedProposal print(OpaqueToken link) {
        return papers.print(Actor.system(link.tenant()), opened(link));
    }

    /// @param from the address he decides from
    PublicOffer accept(OpaqueToken link, String name, String from) {
        return decide(link, ProposalStatus.ACCEPTED, name, from, null);
    }

    PublicOffer decline(OpaqueToken link, @Nullable String name, String reason, String from) {
        return decide(link, ProposalStatus.REJECTED, name, from, reason);
    }

    private PublicOffer decide(
            OpaqueToken link, ProposalStatus decision, @Nullable String name, String from, @Nullable String reason) {
        var proposal = locked(link);
        var status = Proposals.status(proposal);
        if (status == decision) {
            return offer(link.tenant(), proposal);
        }
        if (status != ProposalStatus.SENT) {
            throw new SangamException(
                    ProposalError.PROPOSAL_DECIDED, "This was decided already; ask whoever sent it for a new version");
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(STATUS, decision.key());
        values.put(ProposalObject.DECIDED_AT, clock.instant());
        values.put(ProposalObject.DECIDED_NAME, name);
        values.put(ProposalObject.DECIDED_FROM, from);
        values.put(ProposalObject.DECLINE_REASON, reason);
        var accepted = decision == ProposalStatus.ACCEPTED;
        var system = Actor.system(link.tenant());
        var decided = writer.update(system, proposal, values, accepted ? "accepted" : "declined", Map.of());
        tell(system, decided, accepted);
        return offer(link.tenant(), decided);
    }

    /// The deal's timeline says it, its owner and watchers get a notice. Its stage is theirs to change.
    private void tell(Actor system, RecordState proposal, boolean accepted) {
        var deal = records.load(
                system, dealType, (UUID) Objects.requireNonNull(proposal.value(ProposalObject.DEAL)), false);
        if (deal.isEmpty()) {
            return;
        }
        activities.record(
                system,
                dealType,
                deal.get().id(),
                accepted ? "proposalAccepted" : "proposalDeclined",
                Offers.said(proposal));
        var people = Watchers.of(deal.get());
        if (deal.get().user("owner") instanceof UserId owner) {
            people.add(owner);
        }
        notifications.tell(
                system,
                sight.othersWhoRead(system, proposal, people),
                accepted ? ACCEPTED : DECLINED,
                ProposalObject.KEY,
                proposal.id(),
                proposal.title(),
                Map.of("number", Proposals.number(proposal)),
                "proposal:" + proposal.id() + ":decided");
    }

    /// First, so that nobody changes it meanwhile: a customer is never told of a conflict.
    private RecordState locked(OpaqueToken link) {
        if (!repository.lock(link.tenant(), link.id())) {
            throw ProposalLinks.unknown();
        }
        return opened(link);
    }

    /// What was never sent, or lies in the trash, is not told from what never was.
    private RecordState opened(OpaqueToken link) {
        var proposal = records.load(Actor.system(link.tenant()), proposalType, link.id(), false)
                .orElseThrow(ProposalLinks::unknown);
        return switch (Proposals.status(proposal)) {
            case DRAFT, PENDING_APPROVAL, APPROVED -> throw ProposalLinks.unknown();
            case EXPIRED -> throw expired();
            case WITHDRAWN ->
                throw new SangamException(
                        ProposalError.PROPOSAL_LINK_WITHDRAWN, "This proposal was withdrawn; ask whoever sent it");
            case SUPERSEDED ->
                throw new SangamException(
                        ProposalError.PROPOSAL_LINK_SUPERSEDED, "There is a newer version; ask whoever sent it");
            case SENT -> {
                if (isOver(link.tenant(), proposal)) {
                    throw expired();
                }
                yield proposal;
            }
            case ACCEPTED, REJECTED -> proposal;
        };
    }

    private boolean isOver(TenantId tenant, RecordState proposal) {
        var today = LocalDate.ofInstant(clock.instant(), tenants.get(tenant).timeZone());
        return today.isAfter(validUntil(proposal));
    }

    private PublicOffer offer(TenantId tenant, RecordState proposal) {
        var currency = ProposalFigures.currency(proposal);
        var discount = ProposalFigures.percent(proposal, ProposalObject.DISCOUNT);
        var lines = repository.of(tenant, proposal.id(), currency);
        var totals = Totals.of(lines, discount, currency);
        return new PublicOffer(
                tenants.get(tenant).name(),
                Proposals.number(proposal),
                Proposals.revision(proposal),
                proposal.title(),
                Proposals.status(proposal).key(),
                proposal.text(ProposalObject.INTRO),
                proposal.text(ProposalObject.TERMS),
                currency,
                discount,
                PricedLine.of(lines, totals),
                ProposalSums.of(totals),
                validUntil(proposal),
                (Instant) proposal.value(ProposalObject.DECIDED_AT),
                proposal.text(ProposalObject.DECIDED_NAME));
    }

    private static LocalDate validUntil(RecordState proposal) {
        return (LocalDate) Objects.requireNonNull(proposal.value(ProposalObject.VALID_UNTIL));
    }

    private static SangamException expired() {
        return new SangamException(
                ProposalError.PROPOSAL_LINK_EXPIRED,
                "The time to accept this is over; ask whoever sent it for a new one");
    }
}
