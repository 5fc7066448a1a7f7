package io.sangam.proposals;

import static io.sangam.proposals.ProposalObject.STATUS;

import io.sangam.access.Access;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.proposals.ProposalSheet.PricedLine;
import io.sangam.proposals.ProposalSheet.ProposalSums;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Proposals are made, and made again: lines, figures, versions.
@Service
@Transactional
public class Proposals {

    private static final List<String> CARRIED = List.of(
            ProposalObject.DEAL,
            ProposalObject.TITLE,
            ProposalObject.NUMBER,
            ProposalObject.INTRO,
            ProposalObject.TERMS,
            ProposalObject.TOTAL,
            ProposalObject.NET,
            ProposalObject.TAX,
            ProposalObject.DISCOUNT,
            ProposalObject.LARGEST_DISCOUNT);

    /// What an earlier version offered, and a later one does instead. Null where a line was not there.
    record ChangedLine(
            @Nullable PricedLine before, @Nullable PricedLine after) {}

    /// @param revision of the earlier one
    record ProposalChanges(UUID id, int revision, Money totalBefore, Money totalAfter, List<ChangedLine> lines) {}

    private final ObjectType proposalType;
    private final LineRepository repository;
    private final Records records;
    private final RecordWriter writer;
    private final Access access;
    private final ProposalConsents consents;

    Proposals(
            ObjectType proposalType,
            LineRepository repository,
            Records records,
            RecordWriter writer,
            Access access,
            ProposalConsents consents) {
        this.proposalType = proposalType;
        this.repository = repository;
        this.consents = consents;
        this.records = records;
        this.writer = writer;
        this.access = access;
    }

    /// A draft without lines, for a deal the actor may change.
    ///
    /// @param values by field key: `deal`, and what else he says
    public RecordState create(Actor actor, Map<String, @Nullable Object> values) {
        return writer.create(actor, proposalType, values);
    }

    @Transactional(readOnly = true)
    ProposalSheet sheet(Actor actor, UUID id) {
        return sheet(actor, records.load(actor, proposalType, id));
    }

    /// All lines at once, instead of those before. One that was approved, or waits for it, is a draft again.
    ///
    /// @param currency what the prices are in; the proposal's, or it is refused
    ProposalSheet setLines(
            Actor actor,
            UUID id,
            int version,
            String currency,
            @Nullable BigDecimal discount,
            List<LineCheck.Typed> typed) {
        consents.lock(actor.tenant(), id);
        var proposal = records.load(actor, proposalType, id);
        writer.requireUnchanged(actor, proposal, version);
        var status = status(proposal);
        if (!status.isOpen()) {
            throw ProposalRules.sent();
        }
        var own = ProposalFigures.currency(proposal);
        if (!own.equals(currency)) {
            throw SangamException.invalid(
                    "currency", "CURRENCY_DIFFERS", "This proposal is in " + own + ", as its deal is");
        }
        var lines = LineCheck.lines(typed, own);
        var whole = LineCheck.discount(discount);
        var totals = Totals.of(lines, whole, own);
        LineCheck.requireCountable(totals, own);
        repository.replace(actor.tenant(), id, own, lines);
        var values = ProposalFigures.of(totals, whole, own);
        if (status != ProposalStatus.DRAFT) {
            values.put(STATUS, ProposalStatus.DRAFT.key());
        }
        var after = writer.update(actor, proposal, values, "linesChanged", Map.of("lines", lines.size()));
        return sheet(actor, after);
    }

    /// Lines for one just made by our own code.
    ///
    /// @return its version afterwards
    public int offer(Actor actor, RecordState proposal, BigDecimal discount, List<OfferedLine> offered) {
        return setLines(
                        actor,
                        proposal.id(),
                        proposal.version(),
                        ProposalFigures.currency(proposal),
                        discount,
                        offered.stream()
                                .map(each -> new LineCheck.Typed(
                                        null,
                                        each.text(),
                                        each.unit(),
                                        each.quantity(),
                                        each.unitPrice(),
                                        each.discount(),
                                        each.tax()))
                                .toList())
                .version();
    }

    /// A draft that offers the same under the same number; the one before is superseded, and its link says so.
    public RecordState newVersion(Actor actor, UUID id, int version) {
        access.require(actor, proposalType.plural(), "create");
        var before = records.load(actor, proposalType, id);
        writer.requireUnchanged(actor, before, version);
        var superseded = writer.update(
                actor,
                before,
                Map.of(STATUS, ProposalStatus.SUPERSEDED.key()),
                "superseded",
                Map.of("status", status(before).key()));
        var values = new LinkedHashMap<String, @Nullable Object>();
        CARRIED.forEach(field -> values.put(field, superseded.value(field)));
        values.put(ProposalObject.REVISION, revision(before) + 1);
        var next = writer.create(actor, proposalType, values);
        var currency = ProposalFigures.currency(before);
        repository.replace(actor.tenant(), next.id(), currency, repository.of(actor.tenant(), id, currency));
        return next;
    }

    /// Takes back what was sent: its link ends.
    public void withdraw(Actor actor, UUID id, int version) {
        var proposal = records.load(actor, proposalType, id);
        writer.requireUnchanged(actor, proposal, version);
        writer.update(actor, proposal, Map.of(STATUS, ProposalStatus.WITHDRAWN.key()), "withdrawn", Map.of());
    }

    /// What this version offers otherwise than the one before it.
    @Transactional(readOnly = true)
    ProposalChanges changes(Actor actor, UUID id) {
        var now = records.load(actor, proposalType, id);
        var before = previous(actor, now).orElseThrow(SangamException::notFound);
        var old = priced(actor, before);
        var fresh = priced(actor, now);
        var after = fresh.stream().collect(Collectors.toMap(PricedLine::id, Function.identity()));
        var earlier = old.stream().collect(Collectors.toMap(PricedLine::id, Function.identity()));
        var changed = new ArrayList<ChangedLine>();
        for (var line : old) {
            var next = after.get(line.id());
            if (next == null || !next.isLike(line)) {
                changed.add(new ChangedLine(line, next));
            }
        }
        fresh.stream()
                .filter(line -> !earlier.containsKey(line.id()))
                .forEach(line -> changed.add(new ChangedLine(null, line)));
        return new ProposalChanges(before.id(), revision(before), total(before), total(now), changed);
    }

    private Optional<RecordState> previous(Actor actor, RecordState now) {
        return revision(now) == 1
                ? Optional.empty()
                : repository
                        .revision(actor.tenant(), number(now), revision(now) - 1)
                        .flatMap(id -> records.load(actor, proposalType, id, false));
    }

    private List<PricedLine> priced(Actor actor, RecordState proposal) {
        var currency = ProposalFigures.currency(proposal);
        var lines = repository.of(actor.tenant(), proposal.id(), currency);
        return PricedLine.of(
                lines, Totals.of(lines, ProposalFigures.percent(proposal, ProposalObject.DISCOUNT), currency));
    }

    private ProposalSheet sheet(Actor actor, RecordState proposal) {
        var currency = ProposalFigures.currency(proposal);
        var discount = ProposalFigures.percent(proposal, ProposalObject.DISCOUNT);
        var lines = repository.of(actor.tenant(), proposal.id(), currency);
        var totals = Totals.of(lines, discount, currency);
        var limit = access.maxDiscount(actor);
        var open = status(proposal).isOpen();
        return new ProposalSheet(
                proposal.version(),
                proposal.writable() && open,
                currency,
                discount,
                PricedLine.of(lines, totals),
                ProposalSums.of(totals),
                limit.orElse(null),
                ProposalConsents.isOver(totals.largestDiscount(), limit),
                open && consents.isNeeded(actor, proposal));
    }

    static ProposalStatus status(RecordState proposal) {
        return ProposalStatus.of(Objects.requireNonNull(proposal.text(STATUS)));
    }

    static int revision(RecordState proposal) {
        return (Integer) Objects.requireNonNull(proposal.value(ProposalObject.REVISION));
    }

    static String number(RecordState proposal) {
        return Objects.requireNonNull(proposal.text(ProposalObject.NUMBER));
    }

    private static Money total(RecordState proposal) {
        return (Money) Objects.requireNonNull(proposal.value(ProposalObject.TOTAL));
    }
}
