package io.sangam.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// Asking for records that are another's (R8).
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AssignmentRequestsIT {

    private static final String REQUESTS = "/assignment-requests";

    private final TestTenant acme;
    private final TestApi admin;
    private final TestApi sales;
    private final TestApi colleague;
    private final TestApi viewer;
    private int phones;

    AssignmentRequestsIT(TestTenants tenants, @LocalServerPort int port) {
        var api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
        this.sales = api.as(acme.token("SALES"));
        this.colleague = api.as(acme.token("COSALES"));
        this.viewer = api.as(acme.token("VIEWER"));
    }

    @Test
    void isApprovedByWhoMayAssignAndTheRecordChangesHands() {
        var lead = lentLead();

        var asked = ask(colleague, lead, " He called me ");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.data().path("status").asString()).isEqualTo("pending");
        assertThat(asked.data().path("reason").asString()).isEqualTo("He called me");
        assertThat(owner(lead)).isEqualTo(user("SALES"));
        assertThat(kinds(admin)).contains("assignmentRequest");
        assertThat(waiting(admin)).contains(id(asked));

        var approved = admin.post(REQUESTS + "/" + id(asked) + "/approve", null);
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.data().path("status").asString()).isEqualTo("approved");
        assertThat(approved.data().at("/decidedBy/id").asString()).isEqualTo(user("ADMIN"));
        assertThat(owner(lead)).isEqualTo(user("COSALES"));
        assertThat(waiting(admin)).doesNotContain(id(asked));
        assertThat(kinds(colleague)).contains("requestApproved");
        assertThat(kinds(sales)).as("who had it").contains("takenOver");
        var told = timeline(lead, "reassigned").path(0).path("data");
        assertThat(told.path("how").asString()).isEqualTo("requested");
        assertThat(told.path("reason").asString()).isEqualTo("He called me");
        assertThat(timeline(lead, "requested")).hasSize(1);

        assertThat(admin.post(REQUESTS + "/" + id(asked) + "/reject", Map.of("reason", "Too late"))
                        .code())
                .isEqualTo("REQUEST_DECIDED");
    }

    @Test
    void isRejectedWithAReasonAndMayBeAskedAgain() {
        var lead = lentLead();
        var asked = id(ask(colleague, lead, "He called me"));

        assertThat(admin.post(REQUESTS + "/" + asked + "/reject", Map.of("reason", " "))
                        .status())
                .isEqualTo(422);
        var rejected = admin.post(REQUESTS + "/" + asked + "/reject", Map.of("reason", "Sita knows him"));
        assertThat(rejected.data().path("status").asString()).isEqualTo("rejected");
        assertThat(owner(lead)).isEqualTo(user("SALES"));
        assertThat(kinds(colleague)).contains("requestRejected");
        assertThat(timeline(lead, "requestRejected").path(0).at("/data/reason").asString())
                .isEqualTo("Sita knows him");
        var mine = colleague.get(REQUESTS + "?mine=true").data().path(0);
        assertThat(mine.path("note").asString()).isEqualTo("Sita knows him");

        assertThat(ask(colleague, lead, "Once more").status()).isEqualTo(201);
    }

    @Test
    void oneWaitsPerRecordAndPersonHoweverOftenItIsSent() throws Exception {
        var lead = lentLead();
        var start = new CyclicBarrier(4);
        Callable<TestApi.Reply> asking = () -> {
            start.await();
            return ask(colleague, lead, "He called me");
        };

        List<TestApi.Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads.invokeAll(List.of(asking, asking, asking, asking)).stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .hasSize(3)
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("REQUEST_PENDING"));
    }

    @Test
    void needsAReasonAndARecordOneSeesAndCouldWorkOn() {
        var lead = lentLead();
        var hidden = lead("SALES");

        assertThat(ask(colleague, lead, " ").status()).isEqualTo(422);
        assertThat(ask(colleague, hidden, "He called me").status()).isEqualTo(404);
        assertThat(ask(viewer, lead, "He called me").code()).isEqualTo("RIGHT_MISSING");
        assertThat(ask(sales, lead, "He called me").code()).isEqualTo("ALREADY_YOURS");
        assertThat(colleague
                        .post(REQUESTS, Map.of("object", "task", "record", lead, "reason", "Mine"))
                        .status())
                .isIn(404, 422);
    }

    @Test
    void nobodyDecidesWithoutTheRightAndOnlyWhoAskedWithdraws() {
        var asked = id(ask(colleague, lentLead(), "He called me"));

        assertThat(sales.post(REQUESTS + "/" + asked + "/approve", null).code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.get(REQUESTS).data()).isEmpty();
        assertThat(admin.post(REQUESTS + "/" + asked + "/withdraw", null).status())
                .isEqualTo(404);
        assertThat(colleague.post(REQUESTS + "/" + asked + "/withdraw", null).status())
                .isEqualTo(200);
        assertThat(admin.post(REQUESTS + "/" + asked + "/approve", null).code()).isEqualTo("REQUEST_DECIDED");
    }

    @Test
    void whoHoldsATrustedRoleGetsItAtOnce() {
        var company = admin.get("/company").data();
        var change = new HashMap<String, Object>();
        company.propertyStream()
                .filter(member -> !List.of("slug", "preset").contains(member.getKey()))
                .forEach(member -> change.put(member.getKey(), member.getValue()));
        var settings = new HashMap<String, Object>();
        company.path("settings").propertyStream().forEach(member -> settings.put(member.getKey(), member.getValue()));
        settings.put("requests", Map.of("approvedRoles", List.of("NOBODY")));
        change.put("settings", settings);
        assertThat(admin.put("/company", change).status()).isEqualTo(422);
        settings.put("requests", Map.of("approvedRoles", List.of("COSALES")));
        assertThat(admin.put("/company", change).status()).isEqualTo(200);
        var lead = lentLead();

        var asked = ask(colleague, lead, "He called me");

        assertThat(asked.data().path("status").asString()).isEqualTo("approved");
        assertThat(asked.data().path("decidedBy").isNull()).isTrue();
        assertThat(owner(lead)).isEqualTo(user("COSALES"));
        assertThat(waiting(admin)).doesNotContain(id(asked));
    }

    @Test
    void whoGetsTheRecordAnyhowWaitsNoMore() {
        var lead = lentLead();
        var asked = id(ask(colleague, lead, "He called me"));
        var version = admin.get("/leads/" + lead).data().path("version").asInt();

        assertThat(admin.post("/leads/" + lead + "/reassign", Map.of("version", version, "owner", user("COSALES")))
                        .status())
                .isEqualTo(200);

        assertThat(waiting(admin)).doesNotContain(asked);
        await().untilAsserted(() -> assertThat(kinds(colleague)).contains("assignment"));
    }

    private TestApi.Reply ask(TestApi as, String lead, String reason) {
        return as.post(REQUESTS, Map.of("object", "lead", "record", lead, "reason", reason));
    }

    /// Another's, seen by the colleague.
    private String lentLead() {
        var lead = lead("SALES");
        assertThat(admin.post("/leads/" + lead + "/shares", Map.of("userId", user("COSALES"), "right", "read"))
                        .status())
                .isBetween(200, 299);
        return lead;
    }

    private String lead(String owner) {
        var made = admin.post(
                "/leads",
                Map.of(
                        "title",
                        "Kiran Traders",
                        "source",
                        "self",
                        "owner",
                        user(owner),
                        "phone",
                        "+9198300%05d".formatted(++phones)));
        return made.data().at("/lead/id").asString();
    }

    private String owner(String lead) {
        return admin.get("/leads/" + lead).data().at("/owner/id").asString();
    }

    private JsonNode timeline(String lead, String verb) {
        return admin.get("/leads/" + lead + "/timeline?kinds=" + verb).data();
    }

    private static List<String> kinds(TestApi who) {
        return who.get("/notifications")
                .data()
                .valueStream()
                .map(notice -> notice.path("kind").asString())
                .toList();
    }

    private static List<String> waiting(TestApi who) {
        return who.get(REQUESTS + "?limit=200")
                .data()
                .valueStream()
                .map(request -> request.path("id").asString())
                .toList();
    }

    private static String id(TestApi.Reply reply) {
        return reply.data().path("id").asString();
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }
}
