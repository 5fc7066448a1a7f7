package io.sangam.proposals;

import static io.sangam.proposals.db.Tables.PROPOSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.sangam.MailedTest;
import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Proposals from their first line to the customer's word, through the API.
class ProposalsIT extends MailedTest {

    private final TestTenants tenants;
    private final Lapses lapses;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi customer;
    private TestTenant acme;
    private TestApi admin;

    ProposalsIT(
            TestTenants tenants,
            Lapses lapses,
            DSLContext db,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.lapses = lapses;
        this.db = db;
        this.transactions = transactions;
        this.customer = new TestApi(port);
        acme = tenants.create(Preset.SIMPLE);
        admin = customer.as(acme.token("ADMIN"));
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = customer.as(acme.token("ADMIN"));
    }

    @Test
    void beginsAsItsDealsAndCountsOnTheServer() {
        var deal = deal("EUR");
        var proposal = proposal(deal);

        var sheet = written(proposal, "EUR", "5", List.of(line("Plan", "50", "19.99", "10", "18")));

        assertThat(sheet.at("/lines/0/net").asString()).isEqualTo("854.57");
        assertThat(sheet.at("/lines/0/taxAmount").asString()).isEqualTo("153.82");
        assertThat(sheet.at("/sums/gross").asString()).isEqualTo("999.50");
        assertThat(sheet.at("/sums/total").asString()).isEqualTo("1008.39");
        assertThat(sheet.at("/sums/largestDiscount").asString()).isEqualTo("14.50");
        var seen = seen(proposal);
        assertThat(seen.path("title").asString()).isEqualTo("50 users");
        assertThat(seen.path("number").asString()).matches("PRO-\\d{4}-00001");
        assertThat(seen.path("status").asString()).isEqualTo("draft");
        assertThat(seen.at("/total/amount").asString()).isEqualTo("1008.39");
        assertThat(seen.at("/total/currency").asString()).isEqualTo("EUR");
        assertThat(seen.at("/deal/id").asString()).isEqualTo(deal);
        assertThat(seen.at("/dealOwner/id").asString())
                .isEqualTo(acme.actor("ADMIN").user().toString());
    }

    @Test
    void refusesWhatNobodyCanOffer() {
        var proposal = proposal(deal("INR"));
        var absurd = Map.<String, Object>of("text", "Plan", "quantity", "1e999999999", "unitPrice", "1");
        for (var wrong : List.of(
                line("Plan", "-1", "10", "0", null),
                line("Plan", "0", "10", "0", null),
                line("Plan", "1", "-10", "0", null),
                line("Plan", "1", "10.001", "0", null),
                line("Plan", "1", "10", "100.01", null),
                line("Plan", "1", "10", "-5", null),
                line("Plan", "1", "10", "0", "101"),
                line("", "1", "10", "0", null),
                absurd)) {
            assertThat(write(proposal, version(proposal), "INR", null, List.of(wrong))
                            .status())
                    .as("%s", wrong)
                    .isEqualTo(422);
        }
        var mixed = write(proposal, version(proposal), "EUR", null, List.of(line("Plan", "1", "10", "0", null)));
        assertThat(mixed.body().at("/errors/0/code").asString()).isEqualTo("CURRENCY_DIFFERS");
        assertThat(seen(proposal).at("/total/amount").asString())
                .as("and nothing of it stayed")
                .isEqualTo("0.00");
        assertThat(send(proposal, Map.of()).code()).isEqualTo("PROPOSAL_EMPTY");
        assertThat(admin.patch("/proposals/" + proposal, Map.of("version", version(proposal), "status", "accepted"))
                        .status())
                .isEqualTo(422);
    }

    /// In lists, counts, the record, the search, the PDF: as the deal is shared, and no longer.
    @Test
    void whoeverADealIsSharedWithReachesItsProposals() {
        var deal = deal("INR");
        var proposal = proposal(deal);
        written(proposal, "INR", null, List.of(line("Plan", "8", "10", "0", null)));
        var elsewhere = proposal(deal("INR"));
        var cosales = customer.as(acme.token("COSALES"));
        assertThat(reached(cosales)).isEmpty();
        assertThat(explained(proposal)).isEmpty();

        shareDeal(deal, "read");
        assertThat(reached(cosales)).containsExactly(proposal);
        assertThat(cosales.get("/proposals/aggregate").data().at("/count/value").asInt())
                .isEqualTo(1);
        assertThat(cosales.get("/proposals?filter="
                                + encoded("{\"field\":\"deal\",\"op\":\"eq\",\"value\":\"" + deal + "\"}"))
                        .data())
                .hasSize(1);
        assertThat(cosales.get("/search?q=users").body().toString())
                .contains(proposal)
                .doesNotContain(elsewhere);
        assertThat(cosales.get("/proposals/" + proposal)
                        .data()
                        .at("/can/update")
                        .asBoolean())
                .isFalse();
        assertThat(sheet(cosales, proposal).at("/sums/total").asString()).isEqualTo("80.00");
        assertThat(write(cosales, proposal, version(proposal), "INR", null, List.of(line("Plan", "9", "10", "0", null)))
                        .code())
                .isEqualTo("RECORD_NOT_WRITABLE");
        assertThat(cosales.get("/proposals/" + elsewhere).status()).isEqualTo(404);
        assertThat(explained(proposal)).containsExactly("whole");
        var why = admin.get("/proposals/" + proposal + "/explain?userId=" + user("COSALES"))
                .data();
        assertThat(why.path("writable").asBoolean()).isFalse();
        assertThat(why.at("/shares/0/right").asString()).isEqualTo("read");

        shareDeal(deal, "write");
        written(cosales, proposal, "INR", null, List.of(line("Plan", "9", "10", "0", null)));
        assertThat(cosales.get("/proposals/" + proposal)
                        .data()
                        .at("/can/delete")
                        .asBoolean())
                .as("a share never lets its receiver delete")
                .isFalse();

        var shared = admin.get("/deals/" + deal + "/shares").data().at("/0/id").asString();
        assertThat(admin.delete("/deals/" + deal + "/shares/" + shared).status())
                .isEqualTo(204);
        assertThat(reached(cosales)).isEmpty();
        assertThat(cosales.get("/proposals/" + proposal).status()).isEqualTo(404);
    }

    @Test
    void aRoleWithoutProposalsReachesNoneByAShare() {
        var deal = deal("INR");
        var proposal = proposal(deal);
        var support = customer.as(acme.token("SUPPORT"));
        assertThat(admin.post("/deals/" + deal + "/shares", Map.of("userId", user("SUPPORT"), "right", "write"))
                        .status())
                .isEqualTo(201);

        assertThat(support.get("/proposals/" + proposal).status()).isIn(403, 404);
    }

    private static List<String> reached(TestApi who) {
        return who.get("/proposals").data().valueStream().map(ProposalsIT::id).toList();
    }

    private List<String> explained(String proposal) {
        return admin.get("/proposals/" + proposal + "/explain?userId=" + user("COSALES"))
                .data()
                .path("grounds")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private void shareDeal(String deal, String right) {
        var reply = admin.post("/deals/" + deal + "/shares", Map.of("userId", user("COSALES"), "right", right));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aStaleVersionWritesNothing() {
        var proposal = proposal(deal("INR"));
        written(proposal, "INR", null, List.of(line("Plan", "1", "10", "0", null)));

        var stale = write(proposal, 0, "INR", null, List.of(line("Plan", "9", "10", "0", null)));

        assertThat(stale.code()).isEqualTo("VERSION_CONFLICT");
        assertThat(seen(proposal).at("/total/amount").asString()).isEqualTo("10.00");
    }

    @Test
    void goesOutOnceAndStaysAsItIs() throws MessagingException, IOException {
        var proposal = offered();
        var mail = Map.<String, Object>of(
                "to",
                "meera@example.com",
                "name",
                "Meera",
                "subject",
                "Our offer",
                "message",
                "Dear Meera,\n\nhere it is.");

        var first = send(proposal, mail);
        var again = send(proposal, mail);

        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(again.code()).isEqualTo("PROPOSAL_STATUS_REFUSED");
        await().until(() -> mailsFor(proposal) == 1);
        var seen = seen(proposal);
        assertThat(seen.path("status").asString()).isEqualTo("sent");
        assertThat(seen.path("validUntil").asString())
                .isEqualTo(today().plusDays(30).toString());
        var parts = (MimeMultipart) received(proposal).getFirst().getContent();
        assertThat(received(proposal).getFirst().getSubject()).isEqualTo("Our offer");
        assertThat(GreenMailUtil.getBody(((MimeMultipart) parts.getBodyPart(0).getContent()).getBodyPart(0)))
                .contains("here it is.", "https://crm.example.org/p#pp_");
        assertThat(text(parts.getBodyPart(1).getInputStream().readAllBytes())).contains("Plan", "80.00 INR");

        assertThat(write(proposal, version(proposal), "INR", null, List.of()).code())
                .isEqualTo("PROPOSAL_SENT");
        assertThat(admin.patch("/proposals/" + proposal, Map.of("version", version(proposal), "terms", "Later"))
                        .code())
                .isEqualTo("PROPOSAL_SENT");
        var set = first.headers().firstValue("X-Change-Set").orElseThrow();
        assertThat(admin.post("/change-sets/" + set + "/undo", null).code()).isEqualTo("PROPOSAL_STATUS_REFUSED");
        assertThat(seen(proposal).path("status").asString()).isEqualTo("sent");
    }

    @Test
    void theCustomerAcceptsOnce() {
        var watcher = acme.actor("MANAGER").user().toString();
        var deal = deal("INR");
        admin.patch("/deals/" + deal, Map.of("version", 0, "watchers", List.of(watcher, user("SUPPORT"))));
        admin.post("/deals/" + deal + "/shares", Map.of("userId", watcher, "right", "read"));
        var sales = customer.as(acme.token("SALES"));
        var handed = admin.post(
                "/deals/" + deal + "/reassign",
                Map.of(
                        "version",
                        dealVersion(deal),
                        "owner",
                        acme.actor("SALES").user().toString()));
        assertThat(handed.status()).isEqualTo(200);
        var proposal = proposal(deal);
        written(proposal, "INR", null, List.of(line("Plan", "8", "10", "0", null)));
        var token = sent(proposal);

        var shown = customer.post("/public/proposals/link", Map.of("token", token));
        assertThat(shown.status()).as(shown.body().toString()).isEqualTo(200);
        assertThat(shown.data().at("/sums/total").asString()).isEqualTo("80.00");
        assertThat(shown.data().propertyNames())
                .as("and nothing else of it")
                .containsExactlyInAnyOrder(
                        "company",
                        "number",
                        "revision",
                        "title",
                        "status",
                        "intro",
                        "terms",
                        "currency",
                        "discount",
                        "lines",
                        "sums",
                        "validUntil",
                        "decidedAt",
                        "decidedName");
        assertThat(seen(proposal).path("viewedAt").isNull()).isFalse();

        var accepted = accept(token, "Meera Nair");
        assertThat(accepted.data().path("status").asString()).isEqualTo("accepted");
        assertThat(accept(token, "Somebody Else").data().path("decidedName").asString())
                .as("the first word counts")
                .isEqualTo("Meera Nair");
        assertThat(customer.post("/public/proposals/decline", Map.of("token", token, "reason", "Changed my mind"))
                        .code())
                .isEqualTo("PROPOSAL_DECIDED");

        var seen = seen(proposal);
        assertThat(seen.path("status").asString()).isEqualTo("accepted");
        assertThat(seen.path("decidedName").asString()).isEqualTo("Meera Nair");
        assertThat(seen.path("decidedFrom").asString()).isNotEmpty();
        assertThat(verbs("/deals/" + deal)).contains("proposalSent", "proposalAccepted");
        assertThat(admin.get("/deals/" + deal).data().path("result").asString())
                .as("no stage moves by itself")
                .isEqualTo("open");
        assertThat(notices(sales)).as("the owner").hasSize(1);
        assertThat(notices(customer.as(acme.token("MANAGER"))))
                .as("a watcher, with whom the deal is shared")
                .hasSize(1);
        assertThat(notices(customer.as(acme.token("SUPPORT"))))
                .as("a watcher who sees the deal and no proposals")
                .isEmpty();
    }

    @Test
    void twoAcceptancesAtOnceAreOne() throws Exception {
        var proposal = offered();
        var token = sent(proposal);
        var tries = new ArrayList<Callable<Reply>>();
        for (var i = 0; i < 6; i++) {
            var name = "Person " + i;
            tries.add(() -> accept(token, name));
        }

        List<Future<Reply>> replies;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = pool.invokeAll(tries);
        }

        var names = new ArrayList<String>();
        for (var reply : replies) {
            assertThat(reply.get().status()).as(reply.get().body().toString()).isEqualTo(200);
            names.add(reply.get().data().path("decidedName").asString());
        }
        assertThat(names).containsOnly(seen(proposal).path("decidedName").asString());
        assertThat(verbs("/proposals/" + proposal).stream().filter("accepted"::equals))
                .hasSize(1);
    }

    @Test
    void theCustomerDeclinesWithAReasonAndGetsANewVersion() {
        var proposal = offered();
        var token = sent(proposal);

        var declined = customer.post(
                "/public/proposals/decline", Map.of("token", token, "reason", "Too expensive", "name", "Meera"));
        assertThat(declined.data().path("status").asString()).isEqualTo("rejected");
        assertThat(accept(token, "Meera").code()).isEqualTo("PROPOSAL_DECIDED");
        assertThat(seen(proposal).path("declineReason").asString()).isEqualTo("Too expensive");

        var next = next(proposal);
        assertThat(next.path("revision").asInt()).isEqualTo(2);
        assertThat(next.path("number")).isEqualTo(seen(proposal).path("number"));
        assertThat(next.path("status").asString()).isEqualTo("draft");
        assertThat(next.path("validUntil").isNull()).isTrue();
        assertThat(seen(proposal).path("status").asString()).isEqualTo("superseded");
        assertThat(look(token).code()).isEqualTo("PROPOSAL_LINK_SUPERSEDED");
    }

    @Test
    void saysWhatAVersionOffersOtherwise() {
        var proposal = proposal(deal("INR"));
        written(
                proposal,
                "INR",
                null,
                List.of(line("Plan", "1", "10", "0", null), line("Training", "1", "5", "0", null)));
        sent(proposal);
        var next = id(next(proposal));
        var lines = admin.get("/proposals/" + next + "/lines").data().path("lines");
        var kept = new HashMap<>(line("Plan", "2", "10", "0", null));
        kept.put("id", lines.at("/0/id").asString());
        written(next, "INR", null, List.of(kept, line("Support", "1", "3", "0", null)));

        var changes = admin.get("/proposals/" + next + "/changes").data();

        assertThat(changes.path("revision").asInt()).isEqualTo(1);
        assertThat(changes.at("/totalBefore/amount").asString()).isEqualTo("15.00");
        assertThat(changes.at("/totalAfter/amount").asString()).isEqualTo("23.00");
        assertThat(changes.path("lines")
                        .valueStream()
                        .map(each -> each.at("/before/text").asString("-")
                                + each.at("/before/quantity").asString("")
                                + " > " + each.at("/after/text").asString("-")
                                + each.at("/after/quantity").asString("")))
                .containsExactly("Plan1 > Plan2", "Training1 > -", "- > Support1");
        assertThat(admin.get("/proposals/" + proposal + "/changes").status()).isEqualTo(404);
    }

    @Test
    void twoNewVersionsAtOnceAreOne() throws Exception {
        var proposal = offered();
        sent(proposal);
        var version = version(proposal);
        Callable<Reply> step = () -> admin.post("/proposals/" + proposal + "/versions", Map.of("version", version));

        List<Future<Reply>> replies;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = pool.invokeAll(List.of(step, step, step));
        }

        var statuses = new ArrayList<Integer>();
        for (var reply : replies) {
            statuses.add(reply.get().status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409);
    }

    @Test
    void discountsBeyondOnesRolesLimitAreNotSent() {
        limit("SALES", 15);
        var sales = customer.as(acme.token("SALES"));
        var deal = id(sales.post("/deals", Map.of("title", "50 users")).data());
        var proposal = id(sales.post("/proposals", Map.of("deal", deal)).data());
        written(sales, proposal, "INR", null, List.of(line("Plan", "1", "100", "15", null)));
        assertThat(sales.get("/proposals/" + proposal + "/lines")
                        .data()
                        .path("overLimit")
                        .asBoolean())
                .isFalse();

        // fifteen, and a hundredth of a percent on everything
        var over = written(sales, proposal, "INR", "0.01", List.of(line("Plan", "1", "100", "15", null)));
        assertThat(over.path("overLimit").asBoolean()).isTrue();
        assertThat(over.path("limit").asInt()).isEqualTo(15);
        var refused = sales.post("/proposals/" + proposal + "/send", Map.of("version", version(proposal)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PROPOSAL_NEEDS_APPROVAL");
        assertThat(refused.body().path("limit").asInt()).isEqualTo(15);
        assertThat(refused.body().path("discount").asString()).isEqualTo("15.01");
        assertThat(seen(proposal).path("status").asString()).isEqualTo("draft");
        assertThat(send(proposal, Map.of()).status())
                .as("by somebody whose roles have no limit")
                .isEqualTo(200);
    }

    @Test
    void isSentBeyondOnesLimitOnceTheManagerConsented() {
        var sales = limitedSales();
        var manager = customer.as(acme.token("MANAGER"));
        var proposal = beyond(sales);

        var asked =
                askApproval(sales, proposal, version(proposal), "Forty shops").data();
        var request = asked.path("approval").asString();
        assertThat(asked.path("needed").asBoolean()).isTrue();
        assertThat(seen(proposal).path("status").asString()).isEqualTo("pending_approval");
        assertThat(askApproval(sales, proposal, version(proposal), null).code()).isEqualTo("PROPOSAL_STATUS_REFUSED");
        assertThat(sendBy(sales, proposal).code()).isEqualTo("PROPOSAL_STATUS_REFUSED");
        assertThat(approve(sales, request).code()).isEqualTo("NOT_YOURS_TO_DECIDE");
        var waiting = manager.get("/approvals").data().path(0);
        assertThat(waiting.path("id").asString()).isEqualTo(request);
        assertThat(waiting.path("note").asString()).isEqualTo("Forty shops");
        assertThat(waiting.at("/figures/discountPercent").decimalValue()).isEqualByComparingTo("20");
        assertThat(waiting.at("/figures/amount/amount").asString()).isEqualTo("80.00");

        assertThat(approve(manager, request).status()).isEqualTo(200);
        assertThat(seen(proposal).path("status").asString()).isEqualTo("approved");
        assertThat(sheet(sales, proposal).path("needsApproval").asBoolean()).isFalse();
        assertThat(sendBy(sales, proposal).status()).isEqualTo(200);
        assertThat(seen(proposal).path("status").asString()).isEqualTo("sent");
        assertThat(verbs("/proposals/" + proposal)).contains("approvalAsked", "approvalGiven", "sent");
    }

    @Test
    void consentCountsForTheFiguresItWasAskedFor() {
        var sales = limitedSales();
        var manager = customer.as(acme.token("MANAGER"));
        var proposal = beyond(sales);
        var first = askApproval(sales, proposal, version(proposal), null)
                .data()
                .path("approval")
                .asString();

        // while it waits
        written(sales, proposal, "INR", null, List.of(line("Plan", "1", "100", "25", null)));
        assertThat(seen(proposal).path("status").asString()).isEqualTo("draft");
        assertThat(manager.get("/approvals").data())
                .as("nobody is asked any more")
                .isEmpty();
        assertThat(approve(manager, first).code()).isEqualTo("APPROVAL_DECIDED");

        // and once it was given
        var second = askApproval(sales, proposal, version(proposal), null)
                .data()
                .path("approval")
                .asString();
        assertThat(approve(manager, second).status()).isEqualTo(200);
        written(sales, proposal, "INR", null, List.of(line("Plan", "1", "100", "30", null)));
        assertThat(seen(proposal).path("status").asString()).isEqualTo("draft");
        assertThat(sheet(sales, proposal).path("needsApproval").asBoolean()).isTrue();
        assertThat(sendBy(sales, proposal).code()).isEqualTo("PROPOSAL_NEEDS_APPROVAL");

        // with less it needs nobody
        written(sales, proposal, "INR", null, List.of(line("Plan", "1", "100", "15", null)));
        assertThat(askApproval(sales, proposal, version(proposal), null)
                        .data()
                        .path("needed")
                        .asBoolean())
                .isFalse();
        assertThat(sendBy(sales, proposal).status()).isEqualTo(200);
    }

    @Test
    void isADraftAgainWhenRejectedOrTakenBack() {
        var sales = limitedSales();
        var manager = customer.as(acme.token("MANAGER"));
        var proposal = beyond(sales);
        var asked = askApproval(sales, proposal, version(proposal), null);
        var request = asked.data().path("approval").asString();

        var rejected = manager.post(
                "/approvals/" + request + "/reject", Map.of("step", 0, "reason", "Fifteen will have to do"));
        assertThat(rejected.status()).as(rejected.body().toString()).isEqualTo(200);
        assertThat(seen(proposal).path("status").asString()).isEqualTo("draft");
        assertThat(admin.get("/proposals/" + proposal + "/timeline").data().valueStream())
                .anySatisfy(entry -> {
                    assertThat(entry.path("verb").asString()).isEqualTo("approvalRejected");
                    assertThat(entry.at("/data/reason").asString()).isEqualTo("Fifteen will have to do");
                });
        var undo = rejected.headers().firstValue("X-Change-Set").orElseThrow();
        assertThat(manager.post("/change-sets/" + undo + "/undo", null).code())
                .as("nobody is asked any more")
                .isEqualTo("UNDO_IMPOSSIBLE");

        var again = askApproval(sales, proposal, version(proposal), null)
                .data()
                .path("approval")
                .asString();
        assertThat(again).isNotEqualTo(request);
        assertThat(sales.post("/approvals/" + again + "/withdraw", null).status())
                .isEqualTo(200);
        assertThat(seen(proposal).path("status").asString()).isEqualTo("draft");

        // undoing the question takes it back, too
        var third = askApproval(sales, proposal, version(proposal), null);
        var set = third.headers().firstValue("X-Change-Set").orElseThrow();
        assertThat(sales.post("/change-sets/" + set + "/undo", null).status()).isEqualTo(200);
        assertThat(seen(proposal).path("status").asString()).isEqualTo("draft");
        assertThat(manager.get("/approvals").data()).isEmpty();
    }

    @Test
    void policiesSayWhoConsentsAndMayAskWithinTheLimitToo() {
        var sales = limitedSales();
        var step = Map.of("approver", Map.of("type", "role", "role", "ADMIN"));
        var policy = Map.of(
                "object", "proposal",
                "name", "Every proposal from 50",
                "filter", Map.of("and", List.of()),
                "below", Map.of("amount", "50.00", "currency", "INR"),
                "steps", List.of(step));
        assertThat(admin.post("/approvals/policies", policy).status()).isEqualTo(201);

        var small = beyond(sales);
        written(sales, small, "INR", null, List.of(line("Plan", "1", "10", "50", null)));
        assertThat(sendBy(sales, small).status()).as("the policy waives it").isEqualTo(200);
        assertThat(verbs("/proposals/" + small)).contains("approvalWaived");

        var within = beyond(sales);
        written(sales, within, "INR", null, List.of(line("Plan", "1", "100", "0", null)));
        assertThat(sendBy(sales, within).code()).isEqualTo("PROPOSAL_NEEDS_APPROVAL");
        var request = askApproval(sales, within, version(within), null)
                .data()
                .path("approval")
                .asString();
        assertThat(customer.as(acme.token("MANAGER")).get("/approvals").data()).isEmpty();
        assertThat(approve(admin, request).status()).isEqualTo(200);
        assertThat(sendBy(sales, within).status()).isEqualTo(200);
    }

    @Test
    void decidingWhileTheLinesChangeIsOneOrTheOther() throws Exception {
        var sales = limitedSales();
        var manager = customer.as(acme.token("MANAGER"));
        for (var round = 0; round < 3; round++) {
            var proposal = beyond(sales);
            var request = askApproval(sales, proposal, version(proposal), null)
                    .data()
                    .path("approval")
                    .asString();
            var version = version(proposal);
            Callable<Reply> consent = () -> approve(manager, request);
            Callable<Reply> change =
                    () -> write(sales, proposal, version, "INR", null, List.of(line("Plan", "1", "100", "40", null)));

            List<Future<Reply>> replies;
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                replies = pool.invokeAll(List.of(consent, change));
            }

            assertThat(replies.get(0).get().status()).isIn(200, 409);
            assertThat(replies.get(1).get().status()).isIn(200, 409);
            var changed = replies.get(1).get().status() == 200;
            assertThat(seen(proposal).path("status").asString()).isEqualTo(changed ? "draft" : "approved");
            assertThat(sendBy(sales, proposal).status()).isEqualTo(changed ? 409 : 200);
        }
    }

    @Test
    void oneHundredPercentIsALimitLikeAnyOther() {
        limit("SALES", 100);
        var sales = customer.as(acme.token("SALES"));
        var deal = id(sales.post("/deals", Map.of("title", "A present")).data());
        var proposal = id(sales.post("/proposals", Map.of("deal", deal)).data());
        written(sales, proposal, "INR", null, List.of(line("Plan", "1", "100", "100", "18")));

        assertThat(sales.post("/proposals/" + proposal + "/send", Map.of("version", version(proposal)))
                        .status())
                .isEqualTo(200);
        assertThat(seen(proposal).at("/total/amount").asString()).isEqualTo("0.00");
        for (var wrong : List.of(-1, 101)) {
            var role = role("SALES");
            assertThat(admin.patch(
                                    "/roles/" + id(role),
                                    Map.of("version", role.path("version"), "definition", limited(role, wrong)))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void linksEndKindly() {
        var withdrawn = offered();
        var first = sent(withdrawn);
        assertThat(admin.post("/proposals/" + withdrawn + "/withdraw", Map.of("version", version(withdrawn)))
                        .status())
                .isEqualTo(200);
        var expired = offered();
        var second = sent(expired);
        past(expired);
        var deleted = offered();
        var third = sent(deleted);
        admin.delete("/proposals/" + deleted + "?version=" + version(deleted));

        for (var path : List.of("link", "accept", "pdf")) {
            assertThat(ask(path, first).code()).isEqualTo("PROPOSAL_LINK_WITHDRAWN");
            assertThat(ask(path, second).code()).isEqualTo("PROPOSAL_LINK_EXPIRED");
            assertThat(ask(path, third).code()).isEqualTo("PROPOSAL_LINK_UNKNOWN");
            assertThat(ask(path, "pp_" + "A".repeat(86)).code()).isEqualTo("PROPOSAL_LINK_UNKNOWN");
        }
        assertThat(admin.post("/proposals/" + withdrawn + "/link", null).code()).isEqualTo("PROPOSAL_STATUS_REFUSED");
    }

    @Test
    void expiresOnceInTheNightAfterItsLastDay() {
        var over = offered();
        sent(over);
        past(over);
        var open = offered();
        sent(open);

        acme.run(() -> lapses.run(acme.id(), new Lapses.Nothing()));
        acme.run(() -> lapses.run(acme.id(), new Lapses.Nothing()));

        assertThat(seen(over).path("status").asString()).isEqualTo("expired");
        assertThat(verbs("/proposals/" + over).stream().filter("expired"::equals))
                .hasSize(1);
        assertThat(seen(open).path("status").asString()).isEqualTo("sent");
    }

    @Test
    void theLastDayLiesWithinAYear() {
        var proposal = offered();

        for (var wrong : List.of(today().minusDays(1), today().plusDays(367))) {
            assertThat(send(proposal, Map.of("validUntil", wrong.toString())).status())
                    .isEqualTo(422);
        }
        assertThat(send(proposal, Map.of("validUntil", today().toString())).status())
                .isEqualTo(200);
    }

    @Test
    void isSeenByWhomItsDealIsSeenAndMaskedLikeEverything() {
        var deal = deal("INR");
        var proposal = proposal(deal);
        written(proposal, "INR", null, List.of(line("Plan", "8", "10", "0", null)));
        send(proposal, Map.of("to", "meera@example.com", "subject", "Offer", "message", "Here it is"));
        var sales = customer.as(acme.token("SALES"));
        for (var path : List.of("", "/lines", "/pdf", "/changes", "/timeline")) {
            assertThat(sales.get("/proposals/" + proposal + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(sales.get("/proposals?limit=200").data()).isEmpty();

        admin.post(
                "/deals/" + deal + "/reassign",
                Map.of(
                        "version",
                        dealVersion(deal),
                        "owner",
                        acme.actor("SALES").user().toString()));

        assertThat(sales.get("/proposals/" + proposal).status()).isEqualTo(200);
        assertThat(sales.get("/proposals/" + proposal + "/lines").status()).isEqualTo(200);
        var role = role("VIEWER");
        var fields = Map.of("phone", "masked", "email", "masked", "personal", "masked", "financial", "hidden");
        var definition = definition(role);
        definition.put("fields", fields);
        admin.patch("/roles/" + id(role), Map.of("version", role.path("version"), "definition", definition));
        await().until(() -> customer.as(acme.token("VIEWER"))
                .get("/proposals/" + proposal)
                .data()
                .path("sentTo")
                .asString()
                .startsWith("•"));
        var viewer = customer.as(acme.token("VIEWER"));
        assertThat(viewer.get("/proposals/" + proposal + "/timeline").body().toString())
                .doesNotContain("meera@example.com");
        assertThat(viewer.post("/proposals/" + proposal + "/link", null).status())
                .isEqualTo(403);
    }

    @Test
    void staysWithItsDealAndItsCurrency() {
        var deal = deal("INR");
        var proposal = proposal(deal);
        written(proposal, "INR", null, List.of(line("Plan", "8", "10", "0", null)));

        assertThat(admin.patch("/proposals/" + proposal, Map.of("version", version(proposal), "deal", deal("INR")))
                        .code())
                .isEqualTo("PROPOSAL_DEAL_FIXED");
        admin.patch(
                "/deals/" + deal,
                Map.of("version", dealVersion(deal), "value", Map.of("amount", "5.00", "currency", "EUR")));
        assertThat(send(proposal, Map.of()).code()).isEqualTo("PROPOSAL_CURRENCY_DIFFERS");
    }

    @Test
    void undoingDoesNotPartFiguresFromLines() {
        var proposal = proposal(deal("INR"));
        var path = "/proposals/" + proposal + "/lines";
        var body = Map.of("version", 0, "currency", "INR", "lines", List.of(line("Plan", "8", "10", "0", null)));
        var changed = admin.put(path, body);

        var set = changed.headers().firstValue("X-Change-Set").orElseThrow();
        assertThat(admin.post("/change-sets/" + set + "/undo", null).code()).isEqualTo("UNDO_IMPOSSIBLE");
        assertThat(seen(proposal).at("/total/amount").asString()).isEqualTo("80.00");
    }

    /// Somebody who may give fifteen percent, and his manager any.
    private TestApi limitedSales() {
        limit("SALES", 15);
        var users = admin.get("/users").data();
        var sales = users.valueStream()
                .filter(user -> id(user).equals(acme.actor("SALES").user().toString()))
                .findFirst()
                .orElseThrow();
        var managed = admin.patch(
                "/users/" + id(sales),
                Map.of(
                        "version",
                        sales.path("version"),
                        "managerId",
                        acme.actor("MANAGER").user().toString()));
        assertThat(managed.status()).as(managed.body().toString()).isEqualTo(200);
        return customer.as(acme.token("SALES"));
    }

    /// Of a hundred rupees, with twenty percent off.
    private String beyond(TestApi sales) {
        var deal = id(sales.post("/deals", Map.of("title", "50 users")).data());
        var proposal = id(sales.post("/proposals", Map.of("deal", deal)).data());
        written(sales, proposal, "INR", null, List.of(line("Plan", "1", "100", "20", null)));
        return proposal;
    }

    private static Reply askApproval(TestApi who, String proposal, int version, @Nullable String note) {
        var body = new HashMap<String, Object>(Map.of("version", version));
        if (note != null) {
            body.put("note", note);
        }
        return who.post("/proposals/" + proposal + "/ask-approval", body);
    }

    private static Reply approve(TestApi who, String request) {
        return who.post("/approvals/" + request + "/approve", Map.of("step", 0));
    }

    private Reply sendBy(TestApi who, String proposal) {
        return who.post("/proposals/" + proposal + "/send", Map.of("version", version(proposal)));
    }

    private static JsonNode sheet(TestApi who, String proposal) {
        return who.get("/proposals/" + proposal + "/lines").data();
    }

    private void limit(String key, int percent) {
        var role = role(key);
        var reply = admin.patch(
                "/roles/" + id(role), Map.of("version", role.path("version"), "definition", limited(role, percent)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private static Map<String, Object> limited(JsonNode role, int percent) {
        var definition = definition(role);
        definition.put("maxDiscount", percent);
        return definition;
    }

    private static Map<String, Object> definition(JsonNode role) {
        var definition = new HashMap<String, Object>();
        role.path("definition").properties().forEach(each -> definition.put(each.getKey(), each.getValue()));
        return definition;
    }

    private JsonNode role(String key) {
        return admin.get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /// Its last day was yesterday.
    private void past(String proposal) {
        var unused = acme.in(() -> transactions.execute(_ -> db.update(PROPOSAL)
                .set(PROPOSAL.VALID_UNTIL, today().minusDays(1))
                .where(PROPOSAL.TENANT_ID.eq(acme.id()))
                .and(PROPOSAL.ID.eq(UUID.fromString(proposal)))
                .execute()));
    }

    /// Of the company, which is in India.
    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Kolkata"));
    }

    private String deal(String currency) {
        var reply = admin.post(
                "/deals", Map.of("title", "50 users", "value", Map.of("amount", "100.00", "currency", currency)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return id(reply.data());
    }

    private int dealVersion(String deal) {
        return admin.get("/deals/" + deal).data().path("version").asInt();
    }

    private String proposal(String deal) {
        var reply = admin.post("/proposals", Map.of("deal", deal));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return id(reply.data());
    }

    /// A draft of 80 rupees.
    private String offered() {
        var proposal = proposal(deal("INR"));
        written(proposal, "INR", null, List.of(line("Plan", "8", "10", "0", null)));
        return proposal;
    }

    private static Map<String, Object> line(
            String text, String quantity, String price, String discount, @Nullable String tax) {
        var line = new HashMap<String, Object>(
                Map.of("text", text, "quantity", quantity, "unitPrice", price, "discount", discount));
        if (tax != null) {
            line.put("tax", tax);
        }
        return line;
    }

    private Reply write(
            String proposal, int version, String currency, @Nullable String discount, List<Map<String, Object>> lines) {
        return write(admin, proposal, version, currency, discount, lines);
    }

    private static Reply write(
            TestApi by,
            String proposal,
            int version,
            String currency,
            @Nullable String discount,
            List<Map<String, Object>> lines) {
        var body = new HashMap<String, Object>(Map.of("version", version, "currency", currency, "lines", lines));
        if (discount != null) {
            body.put("discount", discount);
        }
        return by.put("/proposals/" + proposal + "/lines", body);
    }

    private JsonNode written(
            String proposal, String currency, @Nullable String discount, List<Map<String, Object>> lines) {
        return written(admin, proposal, currency, discount, lines);
    }

    private JsonNode written(
            TestApi by, String proposal, String currency, @Nullable String discount, List<Map<String, Object>> lines) {
        var reply = write(by, proposal, version(proposal), currency, discount, lines);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.data();
    }

    private Reply send(String proposal, Map<String, Object> sending) {
        var body = new HashMap<>(sending);
        body.put("version", version(proposal));
        return admin.post("/proposals/" + proposal + "/send", body);
    }

    /// By its link alone; answers the token.
    private String sent(String proposal) {
        var reply = send(proposal, Map.of());
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return URI.create(reply.data().path("link").asString()).getFragment();
    }

    private JsonNode next(String proposal) {
        var reply = admin.post("/proposals/" + proposal + "/versions", Map.of("version", version(proposal)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private Reply look(String token) {
        return ask("link", token);
    }

    private Reply accept(String token, String name) {
        return customer.post("/public/proposals/accept", Map.of("token", token, "name", name));
    }

    private Reply ask(String what, String token) {
        return what.equals("accept")
                ? accept(token, "Meera")
                : customer.post("/public/proposals/" + what, Map.of("token", token));
    }

    private JsonNode seen(String proposal) {
        return admin.get("/proposals/" + proposal).data();
    }

    private int version(String proposal) {
        return seen(proposal).path("version").asInt();
    }

    private List<String> verbs(String path) {
        return admin.get(path + "/timeline")
                .data()
                .valueStream()
                .map(each -> each.path("verb").asString())
                .toList();
    }

    private static List<JsonNode> notices(TestApi reader) {
        return reader.get("/notifications?limit=100")
                .data()
                .valueStream()
                .filter(notice -> notice.path("kind").asString().equals("proposalAccepted"))
                .toList();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }

    private static String text(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private long mailsFor(String proposal) {
        return received(proposal).size();
    }

    /// With its number as the name of a file.
    private List<jakarta.mail.internet.MimeMessage> received(String proposal) {
        var number = seen(proposal).path("number").asString();
        var company = acme.slug();
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getWholeMessage(mail).contains(number + "-v1.pdf")
                        && GreenMailUtil.getWholeMessage(mail).contains(company))
                .toList();
    }
}
