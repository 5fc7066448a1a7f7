package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.Endpoint;
import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Who asks to be forgotten is: his name and number are looked for in every table of the database (EX-08).
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ErasureIT {

    private static final String NAME = "Quillfeather";
    private static final String DIGITS = "4155559977";

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    ErasureIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void forgetsAPersonInEveryTable() {
        try (var endpoint = new Endpoint()) {
            admin.post(
                    "/webhooks",
                    Map.of(
                            "name",
                            "ERP",
                            "url",
                            endpoint.url("/hook"),
                            "events",
                            List.of("lead.created", "lead.updated")));
            var field = made("/fields", Map.of("object", "lead", "kind", "text", "label", "Nickname"))
                    .path("key")
                    .asString();
            var lead = arrived();
            change(lead, Map.of("company", NAME, "description", NAME, "tags", List.of(NAME), field, NAME));
            change(lead, Map.of("company", "Nobody's"));
            made(
                    lead + "/comments",
                    Map.of(
                            "text",
                            NAME + " rang",
                            "mentions",
                            List.of(acme.actor("SALES").user())));
            var task = "/tasks/"
                    + id(made(
                            "/tasks",
                            Map.of(
                                    "title",
                                    "Ring " + NAME,
                                    "comment",
                                    NAME,
                                    "parent",
                                    Map.of("object", "lead", "id", idOf(lead)),
                                    "dueAt",
                                    "2099-01-01T10:00:00Z")));
            imported("Name,Phone,City\n" + NAME + ",+1" + DIGITS + "," + NAME + "\n");
            var other = lead(NAME + " again", "+1" + DIGITS);
            made(
                    "/merges",
                    Map.of(
                            "object",
                            "lead",
                            "keep",
                            Map.of("id", idOf(lead), "version", version(lead)),
                            "merge",
                            Map.of("id", idOf(other), "version", version(other)),
                            "fields",
                            List.of("title")));
            var account = id(made("/accounts", Map.of("name", "Lotus")));
            change(lead, Map.of("account", account));
            var bystander = lead("Banyan", "+14155559978");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(endpoint.received()).hasSizeGreaterThan(4));
            assertThat(places())
                    .containsKeys(
                            "leads.lead",
                            "records.activity",
                            "records.comment",
                            "records.contact_point",
                            "tasks.task",
                            "sources.arrival",
                            "imports.row",
                            "webhooks.delivery",
                            "notifications.notification");
            var before = admin.get(lead).data();
            var leads = admin.get("/leads/aggregate").data().path("count");

            assertThat(api.as(acme.token("VIEWER"))
                            .post(lead + "/erase", asked(version(lead)))
                            .code())
                    .isEqualTo("RIGHT_MISSING");
            assertThat(admin.post(lead + "/erase", asked(0)).code()).isEqualTo("VERSION_CONFLICT");
            assertThat(admin.post(other + "/erase", asked(version(other))).code())
                    .isEqualTo("RECORD_MERGED");
            var erased = admin.post(lead + "/erase", asked(version(lead)));

            assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
            assertThat(erased.data().path("left").valueStream().map(ErasureIT::id))
                    .containsExactly(account);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(places()).isEmpty());
            var after = admin.get(lead).data();
            assertThat(after.path("title").asString()).isEqualTo("Erased");
            assertThat(after.path("phone").isMissingNode()
                            || after.path("phone").isNull())
                    .isTrue();
            for (var kept : List.of("number", "status", "source", "owner", "createdAt")) {
                assertThat(after.path(kept)).as(kept).isEqualTo(before.path(kept));
            }
            assertThat(admin.get("/leads/aggregate").data().path("count")).isEqualTo(leads);
            assertThat(admin.get(task).data().path("title").asString()).isEqualTo("Erased");
            assertThat(admin.get("/search?q=" + NAME).data().toString()).doesNotContain(idOf(lead), idOf(other));
            assertThat(admin.get("/search?q=" + DIGITS).data().toString()).doesNotContain(idOf(lead));
            assertThat(admin.get(bystander).data().path("title").asString()).isEqualTo("Banyan");
            var timeline = admin.get(lead + "/timeline").data();
            assertThat(timeline.valueStream().map(each -> each.path("verb").asString()))
                    .contains("created", "updated", "erased");
            assertThat(admin.get("/audit/security-events?limit=200").data().valueStream())
                    .anySatisfy(event -> {
                        assertThat(event.path("kind").asString()).isEqualTo("erased");
                        assertThat(event.at("/details/id").asString()).isEqualTo(idOf(lead));
                    });
            // the number belongs to nobody any more
            assertThat(admin.post("/leads/duplicates", Map.of("phone", "+1" + DIGITS))
                            .data()
                            .toString())
                    .doesNotContain(idOf(lead));
        }
    }

    @Test
    void forgetsRecordsOfEveryKindAlsoInTheTrash() {
        var account = "/accounts/"
                + id(made(
                        "/accounts",
                        Map.of(
                                "name",
                                NAME,
                                "phone",
                                "+1" + DIGITS,
                                "city",
                                NAME,
                                "website",
                                "https://" + NAME + ".example")));
        var contact = "/contacts/"
                + id(made(
                        "/contacts",
                        Map.of(
                                "firstName",
                                NAME,
                                "dateOfBirth",
                                "1987-06-05",
                                "maritalStatus",
                                "single",
                                "account",
                                idOf(account))));
        var deal = "/deals/"
                + id(made("/deals", Map.of("title", NAME + " 50 users", "value", money(), "account", idOf(account))));
        var holding =
                "/holdings/" + id(made("/holdings", Map.of("account", idOf(account), "name", NAME, "notes", NAME)));
        var partner = "/partners/" + id(made("/partners", Map.of("name", NAME, "notes", NAME)));
        var proposal = "/proposals/" + id(made("/proposals", Map.of("deal", idOf(deal), "intro", NAME)));
        var lines = List.of(Map.of("text", NAME, "unit", NAME, "quantity", "1", "unitPrice", "7"));
        assertThat(admin.put(proposal + "/lines", Map.of("version", 0, "currency", "INR", "lines", lines))
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete(contact + "?version=" + version(contact)).status())
                .isEqualTo(204);

        for (var each : List.of(proposal, contact, deal, holding, partner, account)) {
            var reply = admin.post(each + "/erase", asked(version(each)));
            assertThat(reply.status()).as(each + " " + reply.body()).isEqualTo(200);
        }

        assertThat(places()).isEmpty();
        assertThat(admin.get(deal).data().at("/value/amount").asString()).isEqualTo("100.00");
        assertThat(admin.get(proposal).data().at("/total/amount").asString()).isEqualTo("7.00");
        assertThat(admin.get(contact).data().path("dateOfBirth").asString("")).isEmpty();
        assertThat(admin.get("/search?q=Erased").data().toString()).doesNotContain(idOf(contact));
        assertThat(admin.post(contact + "/restore", null).status()).isEqualTo(200);
        assertThat(admin.get(contact).data().path("name").asString()).isEqualTo("Erased");
    }

    @Test
    void undoesNothingOfIt() {
        var lead = lead(NAME, "+1" + DIGITS);
        var changed = admin.patch(lead, Map.of("version", version(lead), "company", NAME));
        var erased = admin.post(lead + "/erase", asked(version(lead)));
        assertThat(erased.status()).isEqualTo(200);

        assertThat(undone(changed)).isEqualTo("UNDO_CONTRADICTED");
        assertThat(undone(erased)).isEqualTo("UNDO_IMPOSSIBLE");

        assertThat(admin.get(lead).data().path("title").asString()).isEqualTo("Erased");
        assertThat(places()).isEmpty();
    }

    private String undone(TestApi.Reply reply) {
        var set = reply.headers().firstValue("X-Change-Set").orElseThrow();
        return admin.post("/change-sets/" + set + "/undo", null).code();
    }

    private static Map<String, Object> money() {
        return Map.of("amount", "100.00", "currency", "INR");
    }

    private static Map<String, Object> asked(int version) {
        return Map.of("version", version, "reason", "Asked by letter");
    }

    /// By a form of the company's site.
    private String arrived() {
        var form = made(
                        "/lead-sources",
                        Map.of(
                                "name",
                                "Form",
                                "definition",
                                Map.of(
                                        "kind",
                                        "form",
                                        "title",
                                        "Ask us",
                                        "questions",
                                        List.of(
                                                Map.of("field", "firstName", "label", "Name", "required", true),
                                                Map.of("field", "phone", "label", "Phone", "required", true)),
                                        "button",
                                        "Send",
                                        "thanks",
                                        "Thank you",
                                        "origins",
                                        List.of(),
                                        "leadSource",
                                        "website")))
                .path("source");
        var reply = api.post(
                "/public/forms/" + acme.slug() + "/" + form.path("key").asString(),
                Map.of("values", Map.of("firstName", NAME, "phone", "+1" + DIGITS)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return "/leads/" + id(admin.get("/leads?fields=title").data().path(0));
    }

    private void imported(String file) {
        var upload = admin.upload("/imports?object=lead&fileName=leads.csv", file.getBytes(StandardCharsets.UTF_8))
                .data();
        var one = "/imports/" + id(upload);
        assertThat(admin.post(
                                one + "/check",
                                Map.of(
                                        "mapping",
                                        upload.path("mapping"),
                                        "onDuplicate",
                                        "update",
                                        "automations",
                                        false))
                        .status())
                .isEqualTo(202);
        until(one, "ready");
        assertThat(admin.post(one + "/start", null).status()).isEqualTo(202);
        until(one, "done");
    }

    private void until(String one, String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(one).data().path("status").asString().equals(status));
    }

    /// How many rows of which tables still hold the name or the number.
    private Map<String, Integer> places() {
        return TenantScope.call(
                acme.id(),
                () -> Objects.requireNonNull(transactions.execute(_ -> {
                    var found = new TreeMap<String, Integer>();
                    var tables = db.fetch("""
                    select table_schema || '.' || table_name from information_schema.columns
                    where column_name = 'tenant_id'
                    """);
                    assertThat(tables).hasSizeGreaterThan(20);
                    for (var name : tables.getValues(0, String.class)) {
                        var rows = db.fetchSingle(
                                        "select count(*) from " + name
                                                + " t where tenant_id = ? and (t::text ilike ? or t::text like ?)",
                                        acme.id().value(),
                                        "%" + NAME + "%",
                                        "%" + DIGITS + "%")
                                .get(0, Integer.class);
                        if (rows > 0) {
                            found.put(name, rows);
                        }
                    }
                    return found;
                })));
    }

    private String lead(String title, String phone) {
        return "/leads/"
                + made("/leads", Map.of("title", title, "source", "self", "phone", phone, "onDuplicate", "create"))
                        .at("/lead/id")
                        .asString();
    }

    private void change(String path, Map<String, Object> values) {
        var body = new HashMap<String, Object>(values);
        body.put("version", version(path));
        var reply = admin.patch(path, body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private JsonNode made(String path, Map<String, ?> body) {
        var reply = admin.post(path, body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private int version(String path) {
        return admin.get(path).data().path("version").asInt();
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }

    private static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
