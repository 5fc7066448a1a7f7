package io.sangam.proposals;

import static io.sangam.proposals.ProposalObject.STATUS;

import io.sangam.kernel.Actor;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.SangamException;
import io.sangam.mail.Mails;
import io.sangam.records.Activities;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Proposals go out: by mail, or by a link somebody passes on.
@Service
@Transactional
public class Offers {

    static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final String LINK_TAKEN = "linkTaken";

    /// @param to where the mail goes; null when only the link is wanted
    /// @param validUntil the last day; what the proposal says, or thirty days from now, if left out
    public record Sending(
            @Nullable String to,
            @Nullable String name,
            @Nullable String subject,
            @Nullable String message,
            @Nullable LocalDate validUntil) {}

    private final ObjectType proposalType;
    private final ObjectType dealType;
    private final LineRepository repository;
    private final ProposalRules rules;
    private final ProposalLinks links;
    private final OfferLetter letter;
    private final Records records;
    private final RecordWriter writer;
    private final Activities activities;
    private final ProposalConsents consents;
    private final Mails mails;
    private final Tenants tenants;
    private final Clock clock;

    Offers(
            ObjectType proposalType,
            ObjectType dealType,
            LineRepository repository,
            ProposalRules rules,
            ProposalLinks links,
            OfferLetter letter,
            Records records,
            RecordWriter writer,
            Activities activities,
            ProposalConsents consents,
            Mails mails,
            Tenants tenants,
            Clock clock) {
        this.proposalType = proposalType;
        this.dealType = dealType;
        this.repository = repository;
        this.rules = rules;
        this.links = links;
        this.letter = letter;
        this.records = records;
        this.writer = writer;
        this.activities = activities;
        this.consents = consents;
        this.mails = mails;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// From now on it stays as it is. Each version is mailed once, whatever is tried again.
    ///
    /// @return the link the customer decides by
    public String send(Actor actor, UUID id, int version, Sending sending) {
        repository.lock(actor.tenant(), id);
        var proposal = records.load(actor, proposalType, id);
        writer.requireUnchanged(actor, proposal, version);
        Proposals.status(proposal).requireMayBecome(ProposalStatus.SENT);
        var deal = records.load(actor, dealType, (UUID) Objects.requireNonNull(proposal.value(ProposalObject.DEAL)));
        requireOffer(actor, proposal, deal);
        consents.require(actor, proposal);
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(STATUS, ProposalStatus.SENT.key());
        values.put(ProposalObject.SENT_AT, clock.instant());
        values.put(ProposalObject.VALID_UNTIL, validUntil(actor, proposal, sending.validUntil()));
        if (sending.to() != null) {
            address(values, sending, sending.to());
        }
        writer.update(actor, proposal, values, "sent", Map.of("by", sending.to() == null ? "link" : "mail"));
        if (sending.to() != null) {
            mails.send(actor.tenant(), letter, "proposal:" + id, new OfferLetter.Data(id));
        }
        activities.record(actor, dealType, deal.id(), "proposalSent", said(proposal));
        return links.link(actor.tenant(), id);
    }

    /// The link of one that was sent. Who took it stands in the timeline, as whoever holds it could decide.
    String link(Actor actor, UUID id) {
        var proposal = records.load(actor, proposalType, id);
        if (!proposal.writable()) {
            throw new SangamException(
                    RecordError.RECORD_NOT_WRITABLE, "You may read this proposal, not hand out its link");
        }
        if (Proposals.status(proposal) != ProposalStatus.SENT) {
            throw new SangamException(
                    ProposalError.PROPOSAL_STATUS_REFUSED, "Only a proposal that was sent and waits has a link");
        }
        activities.record(actor, proposalType, id, LINK_TAKEN, Map.of());
        return links.link(actor.tenant(), id);
    }

    /// What the timeline of its deal says of a proposal: no figures, as not everybody who sees deals sees those.
    static Map<String, Object> said(RecordState proposal) {
        return Map.of(
                "proposal", proposal.id(),
                "title", Proposals.number(proposal),
                "revision", Proposals.revision(proposal));
    }

    private void requireOffer(Actor actor, RecordState proposal, RecordState deal) {
        var currency = ProposalFigures.currency(proposal);
        consents.requireLines(actor.tenant(), proposal);
        var wanted = rules.currency(actor.tenant(), deal);
        if (!currency.equals(wanted)) {
            throw new SangamException(
                    ProposalError.PROPOSAL_CURRENCY_DIFFERS,
                    "The deal is in " + wanted + " now, this proposal in " + currency + "; make another one");
        }
    }

    private LocalDate validUntil(Actor actor, RecordState proposal, @Nullable LocalDate wanted) {
        var today =
                LocalDate.ofInstant(clock.instant(), tenants.get(actor.tenant()).timeZone());
        var day = wanted != null
                ? wanted
                : proposal.value(ProposalObject.VALID_UNTIL) instanceof LocalDate own
                        ? own
                        : today.plusDays(USUAL_DAYS);
        if (day.isBefore(today) || day.isAfter(today.plusDays(MOST_DAYS))) {
            throw SangamException.invalid(
                    "validUntil",
                    "VALUE_OUT_OF_RANGE",
                    "A proposal is valid at least today, and at most " + MOST_DAYS + " days");
        }
        return day;
    }

    private void address(Map<String, @Nullable Object> values, Sending sending, String to) {
        if (!mails.isAvailable()) {
            throw new SangamException(
                    ProposalError.PROPOSAL_MAIL_CLOSED, "No mail server is set up here; send the link yourself");
        }
        var address = EmailAddress.parse(to)
                .orElseThrow(() -> SangamException.invalid("to", "EMAIL_INVALID", "This is not an e-mail address"));
        required("subject", sending.subject());
        required("message", sending.message());
        values.put(ProposalObject.SENT_TO, address.value());
        values.put(
                ProposalObject.SENT_NAME,
                sending.name() == null || sending.name().isBlank() ? null : sending.name());
        values.put(ProposalObject.MAIL_SUBJECT, sending.subject());
        values.put(ProposalObject.MAIL_TEXT, sending.message());
    }

    private static void required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw SangamException.invalid(field, "VALUE_REQUIRED", "A mail has a subject and a message");
        }
    }
}
