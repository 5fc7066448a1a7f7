package io.sangam.proposals;

import io.sangam.kernel.Actor;
import io.sangam.mail.MailLanguage;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Proposals as files one can keep.
@Service
@Transactional(readOnly = true)
class Papers {

    /// @param name of letters, digits, dots and dashes
    record PrintedProposal(String name, byte[] content) {}

    private final ObjectTypes types;
    private final LineRepository repository;
    private final Records records;
    private final Tenants tenants;
    private final Printer printer;
    private final Clock clock;

    Papers(
            ObjectTypes types,
            LineRepository repository,
            Records records,
            Tenants tenants,
            Printer printer,
            Clock clock) {
        this.types = types;
        this.repository = repository;
        this.records = records;
        this.tenants = tenants;
        this.printer = printer;
        this.clock = clock;
    }

    PrintedProposal print(Actor actor, UUID id) {
        return print(actor, records.load(actor, types.get(ProposalObject.KEY), id));
    }

    /// @param actor names what he may see: the customer only if he may read the account
    PrintedProposal print(Actor actor, RecordState proposal) {
        var tenant = tenants.get(actor.tenant());
        var currency = ProposalFigures.currency(proposal);
        var lines = repository.of(actor.tenant(), proposal.id(), currency);
        var date = proposal.value(ProposalObject.SENT_AT) instanceof Instant sent ? sent : clock.instant();
        var number = Proposals.number(proposal);
        var revision = Proposals.revision(proposal);
        var paper = new Paper(
                tenant.name(),
                MailLanguage.of(null, tenant.locale()),
                number,
                revision,
                proposal.title(),
                customer(actor, proposal),
                LocalDate.ofInstant(date, tenant.timeZone()),
                (LocalDate) proposal.value(ProposalObject.VALID_UNTIL),
                proposal.text(ProposalObject.INTRO),
                proposal.text(ProposalObject.TERMS),
                currency,
                lines,
                Totals.of(lines, ProposalFigures.percent(proposal, ProposalObject.DISCOUNT), currency));
        return new PrintedProposal("%s-v%d.pdf".formatted(number, revision), printer.print(paper));
    }

    private @Nullable String customer(Actor actor, RecordState proposal) {
        if (!(proposal.value(ProposalObject.ACCOUNT) instanceof UUID account)) {
            return null;
        }
        var type = types.get(ProposalObject.ACCOUNT);
        return records.isReadable(actor, type, account)
                ? records.titles(actor, type, List.of(account)).get(account)
                : null;
    }
}
