package io.sangam.tickets;

import io.sangam.assignment.Responsibility;
import io.sangam.identity.LinkTokens;
import io.sangam.identity.OpaqueToken;
import io.sangam.kernel.Actor;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.Activities;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.records.Sight;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What customers say of how their tickets were solved: one to five, with a remark, by a link that opens this one page
/// of this one ticket and needs no account.
///
/// The link names how often the ticket was reopened before, so reopening ends it.
@Service
@Transactional
class Ratings implements NoticeSource {

    private static final NoticeKind RATED =
            NoticeKind.of("rated", Group.CHANGES).mutable();

    private static final String PAGE = "/rate";
    private static final String PREFIX = "tr_";
    private static final String PURPOSE = "ticket rating";
    private static final Duration OPEN = Duration.ofDays(14);

    /// What the page shows to whoever holds the link, and no more.
    ///
    /// @param until when the link ends
    /// @param satisfaction what was said before, as are the last two
    record Asked(
            String company,
            String number,
            String title,
            Instant until,
            @Nullable Integer satisfaction,
            @Nullable Integer nps,
            @Nullable String remark) {}

    /// What a customer says.
    ///
    /// @param satisfaction one to five
    /// @param nps whether he would recommend us, 0 to 10; null when he does not say
    record Said(
            int satisfaction,
            @Nullable Integer nps,
            @Nullable String remark) {}

    /// @param until when it ends
    record RatingLink(String link, Instant until) {}

    private final ObjectType ticketType;
    private final ClockRepository repository;
    private final Records records;
    private final Sight sight;
    private final RecordWriter writer;
    private final Activities activities;
    private final Notifications notifications;
    private final LinkTokens tokens;
    private final Tenants tenants;
    private final PublicUrl url;
    private final Clock clock;

    Ratings(
            ObjectType ticketType,
            ClockRepository repository,
            Records records,
            Sight sight,
            RecordWriter writer,
            Activities activities,
            Notifications notifications,
            LinkTokens tokens,
            Tenants tenants,
            PublicUrl url,
            Clock clock) {
        this.ticketType = ticketType;
        this.repository = repository;
        this.records = records;
        this.sight = sight;
        this.writer = writer;
        this.activities = activities;
        this.notifications = notifications;
        this.tokens = tokens;
        this.tenants = tenants;
        this.url = url;
        this.clock = clock;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(RATED);
    }

    /// The link to hand to the customer. Who took it stands in the timeline, as whoever holds it could rate.
    RatingLink link(Actor actor, UUID id) {
        var ticket = records.load(actor, ticketType, id);
        if (!ticket.writable()) {
            throw new SangamException(
                    RecordError.RECORD_NOT_WRITABLE, "You may read this ticket, not hand out its link");
        }
        if (ticket.isEmpty(TicketRules.RESOLVED_AT) || isOver(ticket)) {
            throw new SangamException(
                    TicketError.TICKET_NOT_RESOLVED,
                    "A ticket is rated once it is resolved, until " + OPEN.toDays() + " days after it was closed");
        }
        activities.record(actor, ticketType, id, "ratingLinkTaken", Map.of());
        return link(actor.tenant(), ticket);
    }

    /// After the mark, which browsers keep to themselves: no server log, no Referer.
    RatingLink link(TenantId tenant, RecordState ticket) {
        return new RatingLink(url.origin() + PAGE + "#" + token(tenant, ticket).text(PREFIX), end(ticket));
    }

    /// Whether its customer may say how it went, and has not.
    boolean isAwaited(RecordState ticket) {
        return !ticket.isEmpty(TicketRules.RESOLVED_AT) && !isOver(ticket) && ticket.isEmpty(TicketRules.SATISFACTION);
    }

    /// @throws SangamException RATING_LINK_UNKNOWN when it is none of ours
    @Transactional(propagation = Propagation.SUPPORTS)
    OpaqueToken parsed(String text) {
        return OpaqueToken.parse(PREFIX, text)
                .filter(token -> tenants.isActive(token.tenant()))
                .orElseThrow(Ratings::unknown);
    }

    @Transactional(readOnly = true, noRollbackFor = SangamException.class)
    Asked show(OpaqueToken link) {
        return asked(link.tenant(), opened(link));
    }

    /// What was said before is changed; the same again changes nothing.
    Asked rate(OpaqueToken link, Said said) {
        var tenant = link.tenant();
        // first, so that nobody changes the ticket meanwhile: a customer is never told of a conflict
        if (repository.lock(tenant, link.id()).isEmpty()) {
            throw unknown();
        }
        var ticket = opened(link);
        if (said(ticket).filter(said::equals).isPresent()) {
            return asked(tenant, ticket);
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(TicketRules.SATISFACTION, said.satisfaction());
        values.put(TicketRules.NPS, said.nps());
        values.put(TicketRules.SATISFACTION_REMARK, said.remark());
        values.put(TicketRules.RATED_AT, clock.instant());
        var system = Actor.system(tenant);
        var rated = writer.update(system, ticket, values, "rated", Map.of("satisfaction", said.satisfaction()));
        if (rated.user(Responsibility.OWNER) instanceof UserId owner) {
            notifications.tell(
                    system,
                    sight.othersWhoRead(system, rated, List.of(owner)),
                    RATED,
                    ticketType.key(),
                    rated.id(),
                    rated.title(),
                    Map.of("satisfaction", said.satisfaction()),
                    "ticket:" + rated.id() + ":rated:" + round(rated));
        }
        return asked(tenant, rated);
    }

    private RecordState opened(OpaqueToken link) {
        var ticket = records.load(Actor.system(link.tenant()), ticketType, link.id(), false)
                .orElseThrow(Ratings::unknown);
        if (!link.isSame(token(link.tenant(), ticket))) {
            // one of an earlier round is not told from one that never was
            throw unknown();
        }
        if (ticket.isEmpty(TicketRules.RESOLVED_AT) || isOver(ticket)) {
            throw new SangamException(TicketError.RATING_LINK_ENDED, "The time to rate this ticket is over");
        }
        return ticket;
    }

    private Asked asked(TenantId tenant, RecordState ticket) {
        return new Asked(
                tenants.get(tenant).name(),
                Objects.requireNonNull(ticket.text("number")),
                ticket.title(),
                end(ticket),
                said(ticket).map(Said::satisfaction).orElse(null),
                said(ticket).map(Said::nps).orElse(null),
                said(ticket).map(Said::remark).orElse(null));
    }

    private static Optional<Said> said(RecordState ticket) {
        return Optional.ofNullable((Integer) ticket.value(TicketRules.SATISFACTION))
                .map(satisfaction -> new Said(
                        satisfaction,
                        (Integer) ticket.value(TicketRules.NPS),
                        ticket.text(TicketRules.SATISFACTION_REMARK)));
    }

    private OpaqueToken token(TenantId tenant, RecordState ticket) {
        return tokens.of(PURPOSE, tenant, ticket.id(), round(ticket));
    }

    /// How often it was reopened: each time it is resolved is one of its own.
    static int round(RecordState ticket) {
        return (Integer) Objects.requireNonNull(ticket.value(TicketRules.REOPENED_COUNT));
    }

    private boolean isOver(RecordState ticket) {
        return !clock.instant().isBefore(end(ticket));
    }

    private static Instant end(RecordState ticket) {
        var since = ticket.value(TicketRules.CLOSED_AT) instanceof Instant closed
                ? closed
                : (Instant) Objects.requireNonNull(ticket.value(TicketRules.RESOLVED_AT));
        return since.plus(OPEN);
    }

    private static SangamException unknown() {
        return new SangamException(TicketError.RATING_LINK_UNKNOWN, "There is no such link; copy it whole");
    }
}
