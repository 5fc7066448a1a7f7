package io.sangam.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.sangam.MailedTest;
import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Customers are asked by mail how it went, where the company wants it.
class RatingMailsIT extends MailedTest {

    private static final Pattern TOKEN = Pattern.compile("/rate#(tr_[A-Za-z0-9_-]+)");

    private final TestApi customer;
    private final TestTenant acme;
    private final TestApi admin;

    RatingMailsIT(TestTenants tenants, @LocalServerPort int port) {
        this.customer = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = customer.as(acme.token("ADMIN"));
    }

    @Test
    void asksOnceEachTimeATicketIsResolved() throws Exception {
        var address = "kiran-" + acme.slug() + "@example.com";
        var ticket = ticket(contact(address, "Hindi", null));
        resolve(ticket);
        wanted(true);
        move(ticket, "open", Map.of());
        resolve(ticket);

        await().until(() -> mails(address).size() == 1);
        var mail = mails(address).getFirst();
        assertThat(mail.getSubject()).as("in his language").contains("सहायता");
        var link = TOKEN.matcher(text(mail));
        assertThat(link.find()).isTrue();
        assertThat(customer.post("/public/ratings", Map.of("token", link.group(1), "satisfaction", 5))
                        .status())
                .isEqualTo(200);
        assertThat(verbs(ticket)).containsOnlyOnce("ratingAsked");

        move(ticket, "open", Map.of());
        resolve(ticket);
        await().until(() -> mails(address).size() == 2);

        // undone and done again, it is the same time
        var same = ticket(contact("undo-" + address, null, null));
        var set = resolve(same).headers().firstValue("X-Change-Set").orElseThrow();
        assertThat(admin.post("/change-sets/" + set + "/undo", null).status()).isEqualTo(200);
        passAllMails("between-" + address);
        resolve(same);
        // left before it was undone, or dropped then and sent now
        await().until(() -> mails("undo-" + address).size() == 1);
        passAllMails("last-" + address);
        assertThat(mails("undo-" + address)).hasSize(1);
    }

    @Test
    void asksNobodyWithoutAnAddressOrWhoWantsNoMails() {
        wanted(true);
        var silent = ticket(contact(null, null, null));
        var out = "out-" + acme.slug() + "@example.com";
        var optedOut = ticket(contact(out, null, "opted_out"));
        var asked = "asked-" + acme.slug() + "@example.com";
        resolve(silent);
        resolve(optedOut);
        resolve(ticket(contact(asked, null, null)));

        await().until(() -> mails(asked).size() == 1);
        assertThat(mails(out)).isEmpty();
        assertThat(verbs(silent)).doesNotContain("ratingAsked");
        assertThat(verbs(optedOut)).doesNotContain("ratingAsked");

        wanted(false);
        var later = ticket(contact("later-" + asked, null, null));
        resolve(later);
        assertThat(verbs(later)).doesNotContain("ratingAsked");
    }

    /// Whatever was to be written before this has been looked at.
    private void passAllMails(String address) {
        resolve(ticket(contact(address, null, null)));
        await().until(() -> mails(address).size() == 1);
    }

    private void wanted(boolean mails) {
        var kept = admin.get("/tickets/sla").data();
        var policy = new HashMap<String, Object>();
        kept.path("policy").properties().forEach(each -> policy.put(each.getKey(), each.getValue()));
        policy.put("ratingMails", mails);
        var reply = admin.put("/tickets/sla", Map.of("version", kept.path("version"), "policy", policy));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private String contact(@Nullable String email, @Nullable String language, @Nullable String consent) {
        var body = new HashMap<String, Object>(Map.of("firstName", "Kiran"));
        if (email != null) {
            body.put("email", email);
        }
        if (language != null) {
            body.put("language", language);
        }
        if (consent != null) {
            body.put("consentEmail", consent);
        }
        var reply = admin.post("/contacts", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private String ticket(String contact) {
        var reply = admin.post("/tickets", Map.of("title", "The scanner is silent", "contact", contact));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        var ticket = reply.data().path("id").asString();
        move(ticket, "open", Map.of());
        return ticket;
    }

    private Reply resolve(String ticket) {
        return move(
                ticket,
                "resolved",
                Map.of("fields", Map.of("resolution", "fixed", "resolutionNotes", "A cable was loose")));
    }

    private Reply move(String ticket, String to, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put(
                "version",
                admin.get("/tickets/" + ticket).data().path("version").asInt());
        body.put("to", to);
        var reply = admin.post("/tickets/" + ticket + "/transition", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply;
    }

    private List<String> verbs(String ticket) {
        return admin.get("/tickets/" + ticket + "/timeline")
                .data()
                .valueStream()
                .map(each -> each.path("verb").asString())
                .toList();
    }

    private static List<MimeMessage> mails(String address) {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).equals(address)
                        || GreenMailUtil.getAddressList(recipients(mail)).contains("<" + address + ">"))
                .toList();
    }

    private static Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The plain words of a mail.
    private static String text(MimeMessage mail) throws MessagingException, IOException {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(0);
        return part.getContent() instanceof MimeMultipart parts
                ? parts.getBodyPart(0).getContent().toString()
                : part.getContent().toString();
    }
}
