package io.sangam.tickets;

import io.sangam.accounts.Customers;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.mail.Letter;
import io.sangam.mail.MailLanguage;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The mail that asks a customer how it went, in his language. A ticket that was rated, reopened or put into the trash
/// meanwhile is not asked about any more.
@Component
class RatingLetter implements Letter<RatingLetter.Data> {

    private static final String OPTED_OUT = "opted_out";

    /// @param round how often the ticket was reopened before
    record Data(UUID ticket, int round) {}

    private final ObjectType ticketType;
    private final ObjectType contactType;
    private final Records records;
    private final Ratings ratings;
    private final Tenants tenants;
    private final TransactionOperations transactions;

    RatingLetter(
            ObjectType ticketType,
            ObjectType contactType,
            Records records,
            Ratings ratings,
            Tenants tenants,
            TransactionOperations transactions) {
        this.ticketType = ticketType;
        this.contactType = contactType;
        this.records = records;
        this.ratings = ratings;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "tickets.rating";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    /// Its contact, if he has an address and did not say that he wants no mails.
    Optional<RecordState> recipient(TenantId tenant, RecordState ticket) {
        return Optional.ofNullable((UUID) ticket.value(Customers.CONTACT))
                .flatMap(contact -> records.load(Actor.system(tenant), contactType, contact, false))
                .filter(contact -> !contact.isEmpty("email"))
                .filter(contact -> !OPTED_OUT.equals(contact.text("consentEmail")));
    }

    @Override
    public Optional<Content> write(TenantId tenant, Data data) {
        return transactions.execute(_ -> records.load(Actor.system(tenant), ticketType, data.ticket(), false)
                .filter(ticket -> Ratings.round(ticket) == data.round() && ratings.isAwaited(ticket))
                .flatMap(ticket -> recipient(tenant, ticket).map(contact -> content(tenant, ticket, contact))));
    }

    private Content content(TenantId tenant, RecordState ticket, RecordState contact) {
        var company = tenants.get(tenant);
        var language = Optional.ofNullable(contact.text("language"))
                .flatMap(MailLanguage::named)
                .orElseGet(() -> MailLanguage.of(null, company.locale()));
        var link = ratings.link(tenant, ticket);
        return new Content(
                Objects.requireNonNull(contact.text("email")),
                contact.title(),
                "io/sangam/tickets/rating.txt",
                language,
                Map.of(
                        "name", contact.title(),
                        "company", company.name(),
                        "number", Objects.requireNonNull(ticket.text("number")),
                        "title", ticket.title(),
                        "link", link.link(),
                        "until",
                                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                        .withLocale(language.locale())
                                        .format(link.until().atZone(company.timeZone()))));
    }
}
