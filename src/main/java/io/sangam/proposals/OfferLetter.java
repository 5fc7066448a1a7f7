package io.sangam.proposals;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.mail.Letter;
import io.sangam.mail.MailLanguage;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The mail that brings a proposal. One that was taken back, decided or superseded meanwhile is not sent any more.
@Component
class OfferLetter implements Letter<OfferLetter.Data> {

    record Data(UUID proposal) {}

    private final ObjectType proposalType;
    private final Records records;
    private final Papers papers;
    private final ProposalLinks links;
    private final Tenants tenants;
    private final TransactionOperations transactions;

    OfferLetter(
            ObjectType proposalType,
            Records records,
            Papers papers,
            ProposalLinks links,
            Tenants tenants,
            TransactionOperations transactions) {
        this.proposalType = proposalType;
        this.records = records;
        this.papers = papers;
        this.links = links;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "proposals.offer";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Override
    public Optional<Content> write(TenantId tenant, Data data) {
        var system = Actor.system(tenant);
        return transactions.execute(_ -> records.load(system, proposalType, data.proposal(), false)
                .filter(proposal -> Proposals.status(proposal) == ProposalStatus.SENT)
                .filter(proposal -> !proposal.isEmpty(ProposalObject.SENT_TO))
                .map(proposal -> content(system, proposal)));
    }

    private Content content(Actor system, RecordState proposal) {
        var tenant = tenants.get(system.tenant());
        var language = MailLanguage.of(null, tenant.locale());
        var paper = papers.print(system, proposal);
        var name = Objects.requireNonNullElse(proposal.text(ProposalObject.SENT_NAME), "");
        return new Content(
                Objects.requireNonNull(proposal.text(ProposalObject.SENT_TO)),
                name,
                "io/sangam/proposals/offer.txt",
                language,
                Map.of(
                        "subject", Objects.requireNonNullElse(proposal.text(ProposalObject.MAIL_SUBJECT), ""),
                        "company", tenant.name(),
                        "number", Proposals.number(proposal),
                        "until",
                                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                        .withLocale(language.locale())
                                        .format((LocalDate)
                                                Objects.requireNonNull(proposal.value(ProposalObject.VALID_UNTIL))),
                        "link", links.link(system.tenant(), proposal.id())),
                List.of(),
                Arrays.stream(Objects.requireNonNullElse(proposal.text(ProposalObject.MAIL_TEXT), "")
                                .split("\\R+"))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList(),
                List.of(new Attachment(paper.name(), "application/pdf", paper.content())));
    }
}
