package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// What customers say of their tickets, by a link and without an account.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sangam.limits.requests-per-minute=0")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RatingsIT {

    private final TestTenants tenants;
    private final TestApi customer;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final Clock clock;
    private TestTenant acme;
    private TestApi admin;

    RatingsIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            Clock clock,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.customer = new TestApi(port);
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
        acme = tenants.create(Preset.SIMPLE);
        admin = customer.as(acme.token("ADMIN"));
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = customer.as(acme.token("ADMIN"));
    }

    @Test
    void theCustomerSaysHowItWentAndChangesHisMind() {
        var ticket = resolved("The scanner is silent");
        var token = token(ticket);

        var asked = customer.post("/public/ratings/link", Map.of("token", token));
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(200);
        assertThat(asked.data().path("title").asString()).isEqualTo("The scanner is silent");
        assertThat(asked.data().path("satisfaction").isNull()).isTrue();
        assertThat(asked.data().propertyNames())
                .as("and nothing else of the ticket")
                .containsExactlyInAnyOrder("company", "number", "title", "until", "satisfaction", "nps", "remark");

        rate(token, 2, "It took long");
        rate(token, 2, "It took long");
        assertThat(customer.post("/public/ratings", Map.of("token", token, "satisfaction", 4, "nps", 11))
                        .status())
                .isEqualTo(422);
        var said = rate(token, 4, 9, null);

        assertThat(said.data().path("satisfaction").asInt()).isEqualTo(4);
        var seen = admin.get("/tickets/" + ticket).data();
        assertThat(seen.path("satisfaction").asInt()).isEqualTo(4);
        assertThat(seen.path("nps").asInt()).isEqualTo(9);
        assertThat(seen.path("satisfactionRemark").isNull()).isTrue();
        assertThat(seen.path("ratedAt").isNull()).isFalse();
        assertThat(seen.path("can").path("update").asBoolean()).isTrue();
        assertThat(verbs(ticket, "rated")).as("the same twice is said once").isEqualTo(2);
        assertThat(customer.as(acme.token("SUPPORT"))
                        .get("/notifications?limit=100")
                        .data()
                        .valueStream()
                        .filter(notice -> notice.path("kind").asString().equals("rated")))
                .as("its owner is told once")
                .hasSize(1);
    }

    @Test
    void listsAreFilteredByIt() {
        var bad = resolved("Unhappy");
        resolved("Silent");
        rate(token(bad), 1, null);

        var filter =
                URLEncoder.encode("{\"field\":\"satisfaction\",\"op\":\"lte\",\"value\":2}", StandardCharsets.UTF_8);
        var found = admin.get("/tickets?filter=" + filter);

        assertThat(found.status()).as(found.body().toString()).isEqualTo(200);
        assertThat(found.data().valueStream().map(each -> each.path("id").asString()))
                .containsExactly(bad);
    }

    @Test
    void onlyWhatWasResolvedIsRated() {
        var open = made("Still open");
        var cancelled = made("Called off");
        move(cancelled, "cancelled");

        assertThat(take(open).code()).isEqualTo("TICKET_NOT_RESOLVED");
        assertThat(take(cancelled).code()).isEqualTo("TICKET_NOT_RESOLVED");
    }

    @Test
    void reopeningEmptiesItAndEndsTheLink() {
        var ticket = resolved("Solved too soon");
        var token = token(ticket);
        rate(token, 5, 10, "Wonderful");

        move(ticket, "open");

        var seen = admin.get("/tickets/" + ticket).data();
        assertThat(seen.path("satisfaction").isNull()).isTrue();
        assertThat(seen.path("nps").isNull()).isTrue();
        assertThat(seen.path("satisfactionRemark").isNull()).isTrue();
        assertThat(customer.post("/public/ratings/link", Map.of("token", token)).code())
                .isEqualTo("RATING_LINK_UNKNOWN");
        move(ticket, "resolved");
        assertThat(customer.post("/public/ratings", Map.of("token", token, "satisfaction", 5))
                        .code())
                .as("resolved again, it has a link of its own")
                .isEqualTo("RATING_LINK_UNKNOWN");
        assertThat(rate(token(ticket), 3, null).status()).isEqualTo(200);
    }

    @Test
    void theTimeToRateEnds() {
        var ticket = resolved("Long ago");
        var token = token(ticket);
        move(ticket, "closed");
        acme.in(() -> transactions.execute(_ -> db.update(TICKET)
                .set(TICKET.CLOSED_AT, clock.instant().minus(Duration.ofDays(14)))
                .where(TICKET.TENANT_ID.eq(acme.id()))
                .and(TICKET.ID.eq(UUID.fromString(ticket)))
                .execute()));

        assertThat(customer.post("/public/ratings", Map.of("token", token, "satisfaction", 5))
                        .code())
                .isEqualTo("RATING_LINK_ENDED");
        assertThat(take(ticket).code()).isEqualTo("TICKET_NOT_RESOLVED");
    }

    @Test
    void aLinkThatWasTamperedWithOpensNothing() {
        var mine = token(resolved("Mine"));
        var other = token(resolved("Another"));
        var bytes = Base64.getUrlDecoder().decode(mine.substring(3));
        var others = Base64.getUrlDecoder().decode(other.substring(3));
        System.arraycopy(others, 16, bytes, 16, 16);
        var mixed = "tr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // a company that does not exist
        bytes[3]++;
        var nowhere = "tr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        for (var wrong :
                new String[] {mixed, nowhere, mine.substring(0, mine.length() - 4), "pl_" + mine.substring(3), ""}) {
            assertThat(customer.post("/public/ratings", Map.of("token", wrong, "satisfaction", 5))
                            .code())
                    .as(wrong)
                    .isEqualTo("RATING_LINK_UNKNOWN");
        }
    }

    @Test
    void oneToFive() {
        var token = token(resolved("Numbers"));

        for (var wrong : new int[] {0, 6, -1}) {
            assertThat(customer.post("/public/ratings", Map.of("token", token, "satisfaction", wrong))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void whoOnlyReadsTakesNoLink() {
        var ticket = resolved("Not yours");

        var reply = customer.as(acme.token("VIEWER")).post("/tickets/" + ticket + "/rating-link", null);

        assertThat(reply.code()).isEqualTo("RECORD_NOT_WRITABLE");
        assertThat(verbs(ticket, "ratingLinkTaken")).isZero();
    }

    private long verbs(String ticket, String verb) {
        return admin.get("/tickets/" + ticket + "/timeline?kinds=" + verb)
                .data()
                .valueStream()
                .count();
    }

    private Reply rate(String token, int satisfaction, @Nullable String remark) {
        return rate(token, satisfaction, null, remark);
    }

    private Reply rate(String token, int satisfaction, @Nullable Integer nps, @Nullable String remark) {
        var body = new HashMap<String, Object>(Map.of("token", token, "satisfaction", satisfaction));
        if (nps != null) {
            body.put("nps", nps);
        }
        if (remark != null) {
            body.put("remark", remark);
        }
        var reply = customer.post("/public/ratings", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply;
    }

    private Reply take(String ticket) {
        return admin.post("/tickets/" + ticket + "/rating-link", null);
    }

    private String token(String ticket) {
        var reply = take(ticket);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return URI.create(reply.data().path("link").asString()).getFragment();
    }

    private String made(String title) {
        var reply = admin.post("/tickets", Map.of("title", title));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private String resolved(String title) {
        var ticket = made(title);
        move(ticket, "open");
        move(ticket, "resolved");
        return ticket;
    }

    private void move(String ticket, String to) {
        var body = new HashMap<String, Object>(Map.of(
                "version",
                admin.get("/tickets/" + ticket).data().path("version").asInt(),
                "to",
                to));
        if (to.equals("resolved")) {
            body.put("fields", Map.of("resolution", "fixed", "resolutionNotes", "A cable was loose"));
        }
        if (to.equals("cancelled")) {
            body.put("reason", "duplicate");
        }
        var reply = admin.post("/tickets/" + ticket + "/transition", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }
}
