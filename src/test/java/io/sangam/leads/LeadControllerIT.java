package io.sangam.leads;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Leads over HTTP, as clients see them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LeadControllerIT {

    @Autowired
    TestTenants tenants;

    @LocalServerPort
    int port;

    private TestTenant acme;
    private TestApi admin;

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.BROKER_OFFICE);
        admin = new TestApi(port).as(acme.token("ADMIN"));
    }

    @Test
    void takesInALeadAndGivesItAnOwnerAndAFirstTask() {
        var before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var reply = admin.post(
                "/leads",
                Map.of(
                        "firstName",
                        "Asha",
                        "lastName",
                        "Rao",
                        "phone",
                        "098765 43210",
                        "email",
                        "Asha@example.com",
                        "source",
                        "website"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.data().path("outcome").asString()).isEqualTo("created");
        var lead = reply.data().path("lead");
        assertThat(lead.path("title").asString()).isEqualTo("Asha Rao");
        assertThat(lead.path("phone").asString()).isEqualTo("+919876543210");
        assertThat(lead.path("status").asString()).isEqualTo("new");
        assertThat(lead.path("owner").path("id").asString())
                .isEqualTo(acme.actor("SALES").user().toString());
        var tasks = admin.get("/tasks?fields=title,assignee,parent,dueAt").data();
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).path("parent").path("id")).isEqualTo(lead.path("id"));
        assertThat(Instant.parse(tasks.get(0).path("dueAt").asString()))
                .isBetween(twoWorkingHoursAfter(before), twoWorkingHoursAfter(Instant.now()));
    }

    private static Instant twoWorkingHoursAfter(Instant time) {
        return WorkCalendar.DEFAULT.after(time, Duration.ofHours(2), ZoneId.of("Asia/Kolkata"));
    }

    /// Nobody's phone number or address stands where it is masked for nobody.
    @Test
    void callsALeadWithoutANameByWhatEverybodySeesOfItsContact() {
        var byPhone = admin.post("/leads", Map.of("source", "self", "phone", "+12565550173"));
        var byEmail = admin.post("/leads", Map.of("source", "self", "email", "asha@lotus.example"));

        assertThat(byPhone.data().at("/lead/title").asString()).isEqualTo("••••0173");
        assertThat(byEmail.data().at("/lead/title").asString()).isEqualTo("••••mple");
    }

    @Test
    void notesASecondEnquiryOnTheOpenLead() {
        var first = lead("phone", "9876543210");

        var second =
                admin.post("/leads", Map.of("title", "Other name", "phone", "+91-98765-43210", "source", "facebook"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.data().path("outcome").asString()).isEqualTo("resubmitted");
        assertThat(second.data().path("lead").path("id")).isEqualTo(first.path("id"));
        assertThat(second.data().path("lead").path("resubmittedCount").asInt()).isEqualTo(1);
        assertThat(verbs(first)).contains("resubmitted");
    }

    @Test
    void letsAPersonDecideAboutADuplicate() {
        var first = lead("email", "asha@example.com");
        var body = Map.of("title", "Asha again", "email", "ASHA@example.com", "onDuplicate", "reject");

        var refused = admin.post("/leads", body);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("DUPLICATE_LEAD");
        assertThat(refused.body().path("duplicates").get(0).path("id")).isEqualTo(first.path("id"));
        assertThat(admin.post(
                                "/leads",
                                Map.of("title", "Asha again", "email", "asha@example.com", "onDuplicate", "create"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void warnsWhileTypingWithoutShowingForeignLeads() {
        lead("phone", "9876543210");
        var caller = new TestApi(port).as(tokenOfAnotherSalesperson());

        var warned =
                caller.post("/leads/duplicates", Map.of("phone", "98765 43210")).data();
        var typing = caller.post("/leads/duplicates", Map.of("phone", "98765")).data();

        assertThat(warned).hasSize(1);
        assertThat(warned.get(0).path("visible").asBoolean()).isFalse();
        assertThat(warned.get(0).has("title")).isFalse();
        assertThat(warned.get(0).path("number").asString()).startsWith("LEAD-");
        assertThat(typing).isEmpty();
    }

    @Test
    void needsAContact() {
        var reply = admin.post("/leads", Map.of("title", "Nobody"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("CONTACT_NEEDED");
    }

    @Test
    void makesOneLeadOfAHundredParallelEnquiries() throws Exception {
        var outcomes = inParallel(100, this::enquire);

        assertThat(outcomes.stream().collect(groupingBy(outcome -> outcome, counting())))
                .containsOnly(Map.entry("created", 1L), Map.entry("resubmitted", 99L));
        assertThat(admin.get("/leads/aggregate")
                        .data()
                        .path("count")
                        .path("value")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void walksTheBrokerPipelineWithItsConditions() {
        var lead = lead("phone", "9876543210");

        var refused = move(lead, 1, "sent_to_ho", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("CONDITIONS_NOT_MET");
        assertThat(refused.body().at("/conditions/0/type").asString()).isEqualTo("requiredField");
        assertThat(refused.body().at("/conditions/0/fields/0").asString()).isEqualTo("podId");

        var followUp = Map.<String, Object>of(
                "task",
                Map.of(
                        "title",
                        "Follow-up call",
                        "dueAt",
                        Instant.now().plusSeconds(3600).toString()));
        lead = moved(lead, "follow_up_scheduled", followUp);
        lead = moved(lead, "follow_up_complete", Map.of("closeTasks", true));
        lead = moved(lead, "documents_collected", Map.of());
        lead = moved(lead, "sent_to_ho", Map.of("fields", Map.of("podId", "POD-77")));
        lead = moved(lead, "documents_verified", Map.of());
        lead = moved(
                lead, "account_opened", Map.of("fields", Map.of("clientId", "CL00042", "accountType", "individual")));

        assertThat(lead.path("podId").asString()).isEqualTo("POD-77");
        assertThat(lead.path("accountOpenedAt").isString()).isTrue();
        var history = admin.get("/leads/" + lead.path("id").asString() + "/status-history")
                .data();
        assertThat(history.get(0).path("to").asString()).isEqualTo("account_opened");
        assertThat(history).hasSize(6);
    }

    @Test
    void keepsWhatTheStatusRequires() {
        var lead = lead("phone", "9876543210");
        lead = moved(lead, "documents_collected", Map.of());
        lead = moved(lead, "sent_to_ho", Map.of("fields", Map.of("podId", "POD-77")));

        var emptied = new java.util.HashMap<String, Object>();
        emptied.put("version", lead.path("version").asInt());
        emptied.put("podId", null);
        var reply = admin.patch("/leads/" + lead.path("id").asString(), emptied);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors").get(0).path("code").asString()).isEqualTo("VALUE_REQUIRED_BY_STATUS");
    }

    @Test
    void handsALeadOverAndTellsBothTimelineAndNewOwner() throws Exception {
        var lead = lead("phone", "9876543210");
        var other = tenants.user(acme.id(), "SALES", "other@example.com");

        var reply = admin.post(
                "/leads/" + lead.path("id").asString() + "/reassign",
                Map.of(
                        "version",
                        lead.path("version").asInt(),
                        "owner",
                        other.user().toString(),
                        "reason",
                        "Leave"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.data().path("owner").path("id").asString())
                .isEqualTo(other.user().toString());
        assertThat(verbs(lead)).contains("reassigned");
    }

    @Test
    void refusesReassigningWithoutTheRight() {
        var lead = lead("phone", "9876543210");
        var sales = new TestApi(port).as(acme.token("SALES"));

        var reply = sales.post(
                "/leads/" + lead.path("id").asString() + "/reassign",
                Map.of(
                        "version",
                        lead.path("version").asInt(),
                        "owner",
                        acme.actor("ADMIN").user().toString()));

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void findsALeadByAnyOfItsNumbersAfterAnEdit() {
        var lead = lead("phone", "9876543210");
        admin.patch(
                "/leads/" + lead.path("id").asString(),
                Map.of("version", lead.path("version").asInt(), "phone", "9876500000"));

        assertThat(admin.post("/leads/duplicates", Map.of("phone", "9876500000"))
                        .data())
                .hasSize(1);
        assertThat(admin.post("/leads/duplicates", Map.of("phone", "9876543210"))
                        .data())
                .isEmpty();
    }

    /// As a good client does: a server that is too busy is asked again.
    private String enquire(int i) {
        var body = Map.of("title", "Enquiry " + i, "phone", "9876543210", "source", "website");
        var reply = admin.post("/leads", body);
        while (reply.status() == 503) {
            reply = admin.post("/leads", body);
        }
        return reply.data().path("outcome").asString();
    }

    private String tokenOfAnotherSalesperson() {
        tenants.user(acme.id(), "SALES", "second@example.com");
        return new TestApi(port)
                .post(
                        "/auth/login",
                        Map.of("tenant", acme.slug(), "email", "second@example.com", "password", TestTenants.PASSWORD))
                .data()
                .path("accessToken")
                .asString();
    }

    private JsonNode lead(String field, String value) {
        var reply = admin.post("/leads", Map.of("title", "Asha Rao", "source", "call", field, value));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("lead");
    }

    private TestApi.Reply move(JsonNode lead, int version, String to, Map<String, Object> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("version", version);
        body.put("to", to);
        return admin.post("/leads/" + lead.path("id").asString() + "/transition", body);
    }

    private JsonNode moved(JsonNode lead, String to, Map<String, Object> more) {
        var reply = move(lead, lead.path("version").asInt(), to, more);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(reply.data().path("status").asString()).isEqualTo(to);
        return reply.data();
    }

    private List<String> verbs(JsonNode lead) {
        var verbs = new ArrayList<String>();
        admin.get("/leads/" + lead.path("id").asString() + "/timeline")
                .data()
                .forEach(activity -> verbs.add(activity.path("verb").asString()));
        return verbs;
    }

    private static <T> List<T> inParallel(int times, java.util.function.IntFunction<T> act) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> act.apply(i)))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
