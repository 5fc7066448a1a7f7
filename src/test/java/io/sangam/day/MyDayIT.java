package io.sangam.day;

import static io.sangam.day.db.Tables.PUT_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Everybody's own work in one queue: what is in it, why, for whom, and what waits until tomorrow.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sangam.limits.requests-per-minute=0")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MyDayIT {

    private static final AtomicInteger PHONES = new AtomicInteger(5600);
    private static final ZoneId OFFICE = ZoneId.of("Asia/Kolkata");

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private TestApi sales;

    MyDayIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            Clock clock,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
        this.sales = api;
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
        sales = api.as(acme.token("SALES"));
    }

    @Test
    void isEmptyWhereNothingIsForgotten() {
        var day = sales.get("/my-day").data();

        assertThat(day.path("items").isEmpty()).isTrue();
        assertThat(day.path("counts").path("overdue").asInt()).isZero();
        assertThat(day.path("more").asBoolean()).isFalse();
    }

    @Test
    void ranksTasksByLatenessAndPriority() {
        task("Tomorrow", Duration.ofHours(30), "medium");
        task("Late", Duration.ofHours(-1), "medium");
        task("Later than late", Duration.ofDays(-2), "medium");
        task("Late and important", Duration.ofHours(-1), "high");
        task("In three weeks", Duration.ofDays(21), "high");

        var day = sales.get("/my-day").data();

        assertThat(titles(day)).containsExactly("Late and important", "Later than late", "Late", "Tomorrow");
        assertThat(day.at("/counts/overdue").asInt()).isEqualTo(3);
        assertThat(codes(item(day, "Late and important"))).containsExactly("DUE", "PRIORITY");
        assertThat(item(day, "Late").path("part").asString()).isEqualTo("overdue");
        assertThat(item(day, "Tomorrow").path("part").asString()).isIn("today", "next");
    }

    @Test
    void aTaskCountsAsMuchAsWhatItBelongsToWhichIsNotListedAgain() {
        var small = deal("Small", "1000.00");
        var large = deal("Large", "900000.00");
        var middle = deal("Middle", "50000.00");
        var due = clock.instant().minus(Duration.ofHours(5));
        finishAll();
        var first = taskOf("deal", small, "Ring small", due);
        taskOf("deal", large, "Ring large", due);
        taskOf("deal", middle, "Ring middle", due);

        var day = sales.get("/my-day").data();

        assertThat(titles(day)).startsWith("Ring large", "Ring middle", "Ring small");
        assertThat(titles(day)).doesNotContain("Large", "Middle", "Small");
        assertThat(codes(item(day, "Ring large"))).containsExactly("DUE", "VALUE");
        assertThat(item(day, "Ring large").at("/reasons/1/value/currency").asString())
                .isEqualTo("INR");
        assertThat(item(day, "Ring large").at("/about/label").asString()).isEqualTo("Large");

        complete(first);
        assertThat(titles(sales.get("/my-day").data())).doesNotContain("Ring small");
    }

    @Test
    void saysWhyADealOrALeadOrATicketIsInIt() {
        var deal = deal("Closing", "5000.00");
        patch("deals", deal, Map.of("expectedClose", today().minusDays(3).toString()));
        var lead = lead("Mira Kale", acme.actor("SALES").user().toString());
        patch("leads", lead, Map.of("temperature", "hot"));
        finishAll();
        var ticket = id(admin.post(
                        "/tickets",
                        Map.of(
                                "title",
                                "No kites",
                                "priority",
                                "critical",
                                "lead",
                                lead,
                                "owner",
                                acme.actor("SUPPORT").user().toString()))
                .data());

        var day = sales.get("/my-day").data();
        var service = api.as(acme.token("SUPPORT")).get("/my-day").data();

        assertThat(codes(item(day, "Closing"))).startsWith("CLOSE").contains("VALUE");
        assertThat(item(day, "Closing").path("part").asString()).isEqualTo("overdue");
        assertThat(codes(item(day, "Mira Kale"))).containsExactly("NO_NEXT_STEP", "STILL_NEW", "HOT");
        assertThat(item(day, "Mira Kale").path("part").asString()).isEqualTo("today");
        assertThat(item(service, "No kites").path("id").asString()).isEqualTo(ticket);
        assertThat(codes(item(service, "No kites"))).contains("FIRST_RESPONSE", "RESOLUTION", "PRIORITY");
    }

    @Test
    void saysWhatHasBecomeStaleAndWhatWasEscalated() {
        deal("Resting", "5000.00");
        var ticket = admin.post(
                "/tickets",
                Map.of(
                        "title",
                        "Torn kites",
                        "owner",
                        acme.actor("SUPPORT").user().toString()));
        var since = clock.instant().minus(Duration.ofHours(3));
        acme.run(() -> transactions.executeWithoutResult(_ -> {
            db.execute("update deals.deal set stale_at = ?::timestamptz where title = 'Resting'", since.toString());
            db.execute(
                    "update tickets.ticket set escalated_at = ?::timestamptz where id = ?",
                    since.toString(),
                    UUID.fromString(id(ticket.data())));
        }));

        var resting = item(sales.get("/my-day").data(), "Resting");
        var torn = item(api.as(acme.token("SUPPORT")).get("/my-day").data(), "Torn kites");

        assertThat(codes(resting)).startsWith("STALE");
        assertThat(resting.path("part").asString()).isEqualTo("overdue");
        assertThat(reason(resting, "STALE").path("at").asString())
                .startsWith(since.toString().substring(0, 19));
        assertThat(codes(torn)).contains("ESCALATED");
        assertThat(reason(torn, "ESCALATED").path("at").asString())
                .startsWith(since.toString().substring(0, 19));
    }

    @Test
    void othersWorkIsNotInIt() {
        task("Mine", Duration.ofHours(-1), "medium");
        lead("Theirs", acme.actor("MANAGER").user().toString());

        assertThat(titles(admin.get("/my-day").data())).doesNotContain("Mine", "Theirs");
        assertThat(titles(sales.get("/my-day").data())).contains("Mine").doesNotContain("Theirs");
        assertThat(titles(api.as(tenants.create(Preset.SIMPLE).token("SALES"))
                        .get("/my-day")
                        .data()))
                .isEmpty();
    }

    @Test
    void whoSeesPhonesMaskedSeesThemMasked() {
        lead("Open to sales", acme.actor("SALES").user().toString());
        lead("Masked to viewers", acme.actor("VIEWER").user().toString());

        var open = sales.get("/my-day").data().path("items").path(0);
        var reply = api.as(acme.token("VIEWER")).get("/my-day");
        var masked = reply.data().path("items").path(0);

        assertThat(open.at("/customer/name").asString()).isEqualTo("Open to sales");
        assertThat(open.at("/customer/phone").asString()).startsWith("+1415555");
        assertThat(open.at("/customer/phoneMasked").asBoolean()).isFalse();
        assertThat(masked.at("/customer/name").asString()).isEqualTo("Masked to viewers");
        assertThat(masked.at("/customer/phoneMasked").asBoolean()).isTrue();
        assertThat(reply.body().toString()).doesNotContain("1415555");
    }

    @Test
    void whatIsPutOffWaitsUntilTheReadersOwnMorning() {
        var task = task("Not today", Duration.ofHours(-1), "medium");
        task("Today", Duration.ofHours(-1), "medium");
        sales.patch("/me", Map.of("timeZone", "Europe/Berlin"));
        var berlin = ZoneId.of("Europe/Berlin");

        var before = LocalDate.ofInstant(clock.instant(), berlin);
        var put = sales.put("/my-day/put-off/task/" + task, null);
        var again = sales.put("/my-day/put-off/task/" + task, null);
        var until = Instant.parse(put.data().path("until").asString()).atZone(berlin);

        assertThat(until.toLocalTime()).isEqualTo(LocalTime.of(8, 0));
        assertThat(until.toLocalDate()).isAfter(before);
        assertThat(again.status()).isEqualTo(200);
        var day = sales.get("/my-day").data();
        assertThat(titles(day)).containsExactly("Today");
        assertThat(day.path("putOff").asInt()).isEqualTo(1);
        assertThat(admin.get("/tasks/" + task).data().path("postponedCount").asInt())
                .isZero();

        morning();
        assertThat(titles(sales.get("/my-day").data())).contains("Not today");

        sales.put("/my-day/put-off/task/" + task, null);
        assertThat(sales.delete("/my-day/put-off/task/" + task).status()).isEqualTo(204);
        assertThat(sales.delete("/my-day/put-off/task/" + task).status()).isEqualTo(204);
        assertThat(titles(sales.get("/my-day").data())).contains("Not today");

        sales.put("/my-day/put-off/task/" + task, null);
        sales.delete("/my-day/put-off");
        assertThat(sales.get("/my-day").data().path("putOff").asInt()).isZero();
    }

    @Test
    void onlyWhatOneSeesCanBePutOff() {
        var lead = lead("Theirs", acme.actor("MANAGER").user().toString());

        assertThat(sales.put("/my-day/put-off/lead/" + lead, null).status()).isEqualTo(404);
        assertThat(sales.put("/my-day/put-off/partner/" + lead, null).status()).isEqualTo(404);
        assertThat(sales.put("/my-day/put-off/nothing/" + lead, null).status()).isEqualTo(404);
    }

    @Test
    void showsFiftyAndCountsTheRest() {
        for (var i = 0; i < MyDay.SHOWN + 3; i++) {
            task("Task " + i, Duration.ofHours(-1 - i), "medium");
        }

        var day = sales.get("/my-day").data();

        assertThat(day.path("items").size()).isEqualTo(MyDay.SHOWN);
        assertThat(day.at("/counts/overdue").asInt()).isEqualTo(MyDay.SHOWN + 3);
        assertThat(titles(day).getFirst()).isEqualTo("Task " + (MyDay.SHOWN + 2));
    }

    /// Everybody's marks have run out by then.
    private void morning() {
        acme.run(() -> transactions.executeWithoutResult(_ -> db.update(PUT_OFF)
                .set(PUT_OFF.UNTIL, clock.instant().minusSeconds(1))
                .where(PUT_OFF.TENANT_ID.eq(acme.id()))
                .execute()));
    }

    private String task(String title, Duration in, String priority) {
        return id(sales.post(
                        "/tasks",
                        Map.of(
                                "title",
                                title,
                                "priority",
                                priority,
                                "dueAt",
                                clock.instant().plus(in).toString()))
                .data());
    }

    private String taskOf(String object, String record, String title, Instant due) {
        return id(sales.post(
                        "/tasks",
                        Map.of(
                                "title",
                                title,
                                "dueAt",
                                due.toString(),
                                "parent",
                                Map.of("object", object, "id", record)))
                .data());
    }

    /// The first tasks that come with an owner.
    private void finishAll() {
        for (var task : sales.get("/tasks?fields=title").data()) {
            complete(task.path("id").asString());
        }
    }

    private void complete(String task) {
        var version = sales.get("/tasks/" + task).data().path("version").asInt();
        sales.post("/tasks/" + task + "/complete", Map.of("version", version));
    }

    private String deal(String title, String amount) {
        return id(sales.post("/deals", Map.of("title", title, "value", Map.of("amount", amount, "currency", "INR")))
                .data());
    }

    private String lead(String title, String owner) {
        var reply = admin.post(
                "/leads",
                Map.of(
                        "title",
                        title,
                        "source",
                        "self",
                        "phone",
                        "+1415555" + PHONES.incrementAndGet(),
                        "owner",
                        owner));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().at("/lead/id").asString();
    }

    private void patch(String plural, String id, Map<String, Object> fields) {
        var path = "/" + plural + "/" + id;
        var body = new HashMap<>(fields);
        body.put("version", admin.get(path).data().path("version").asInt());
        var reply = admin.patch(path, body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OFFICE);
    }

    private static String id(JsonNode record) {
        return record.path("id").asString();
    }

    private static List<String> titles(JsonNode day) {
        return day.path("items")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }

    private static List<String> codes(JsonNode item) {
        return item.path("reasons")
                .valueStream()
                .map(reason -> reason.path("code").asString())
                .toList();
    }

    private static JsonNode reason(JsonNode item, String code) {
        return item.path("reasons")
                .valueStream()
                .filter(reason -> reason.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + item));
    }

    private static JsonNode item(JsonNode day, String title) {
        return day.path("items")
                .valueStream()
                .filter(item -> item.path("title").asString().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(title + " is not in " + day));
    }
}
