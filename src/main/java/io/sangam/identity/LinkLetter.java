package io.sangam.identity;

import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.TenantId;
import io.sangam.mail.Letter;
import io.sangam.mail.MailLanguage;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Writes the mails of [PasswordLinks]. The token is in the part of the address after `#`, which browsers keep to
/// themselves: no server log, no Referer.
@Component
class LinkLetter implements Letter<LinkLetter.Data> {

    record Data(UUID link) {}

    static final String PAGE = "/set-password";
    private static final String UNTIL = "d MMMM yyyy, HH:mm '('VV')'";

    private final LinkRepository links;
    private final UserRepository users;
    private final Tenants tenants;
    private final TokenKeys keys;
    private final PublicUrl url;
    private final TransactionOperations transactions;
    private final Clock clock;

    LinkLetter(
            LinkRepository links,
            UserRepository users,
            Tenants tenants,
            TokenKeys keys,
            PublicUrl url,
            TransactionOperations transactions,
            Clock clock) {
        this.links = links;
        this.users = users;
        this.tenants = tenants;
        this.keys = keys;
        this.url = url;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "identity.password-link";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Override
    public Optional<Content> write(TenantId tenant, Data data) {
        return transactions.execute(_ -> links.find(tenant, data.link())
                .filter(link -> link.isOpen(clock.instant()))
                .flatMap(link -> users.find(tenant, link.user())
                        .filter(User::active)
                        .map(user -> content(tenants.get(tenant), link, user))));
    }

    private Content content(Tenant tenant, PasswordLink link, User user) {
        ZoneId zone = user.timeZone() == null ? tenant.timeZone() : user.timeZone();
        var language = MailLanguage.of(user.locale(), tenant.locale());
        return new Content(
                user.email(),
                user.name(),
                "io/sangam/identity/" + link.purpose().key() + ".txt",
                language,
                Map.of(
                        "name", user.name(),
                        "email", user.email(),
                        "company", tenant.name(),
                        "slug", tenant.slug(),
                        "until",
                                DateTimeFormatter.ofPattern(UNTIL, language.locale())
                                        .format(link.expiresAt().atZone(zone)),
                        "link",
                                url.origin()
                                        + PAGE
                                        + "#"
                                        + keys.passwordLink(tenant.id(), link.id())
                                                .text(PasswordLinks.PREFIX)));
    }
}
