package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// Fields a company adds, seen as its people see them: through the same lists, forms, masks and history as any other.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CustomFieldsIT {

    private static final List<Map<String, String>> SIZES = List.of(
            Map.of("value", "small", "label", "Small"), Map.of("value", "large", "label", "Large", "color", "ok"));

    private final TestTenants tenants;
    private final SlotClearing clearing;
    private final TestTenant acme;
    private final TestApi open;
    private final TestApi admin;
    private int leads;

    CustomFieldsIT(TestTenants tenants, SlotClearing clearing, @LocalServerPort int port) {
        this.tenants = tenants;
        this.clearing = clearing;
        this.acme = tenants.create(Preset.SIMPLE);
        this.open = new TestApi(port);
        this.admin = open.as(acme.token("ADMIN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text        | \"Teak\"                                  | \"Oak\"                                  |"
                        + " eq | \"Teak\"",
                "number      | 12.5                                    | 7.25                                   | gt |"
                        + " 10",
                "money       | {\"amount\":\"12.50\",\"currency\":\"INR\"} |"
                        + " {\"amount\":\"7.00\",\"currency\":\"INR\"} | gt | \"10\"",
                "date        | \"2026-12-24\"                            | \"2026-12-01\"                           |"
                        + " after | \"2026-12-10\"",
                "choice      | \"large\"                                 | \"small\"                                |"
                        + " in | [\"large\"]",
                "multiChoice | [\"small\",\"large\"]                     | [\"small\"]                              |"
                        + " hasAll | [\"large\"]",
                "phone       | \"+447700900123\"                         | \"+447700900124\"                        |"
                        + " eq | \"+44 7700 900123\"",
                "email       | \"Asha@example.com\"                      | \"ravi@example.com\"                     |"
                        + " eq | \"asha@example.com\"",
                "url         | \"https://example.com/a\"                 | \"https://example.com/b\"                |"
                        + " eq | \"https://example.com/a\"",
                "bool        | true                                    | false                                  | eq |"
                        + " true"
            })
    void everyKindIsWrittenListedFilteredChangedAndRemembered(
            String kind, String first, String second, String op, String operand) {
        var key = field(kind, "The " + kind).path("key").asString();
        var mine = lead("Mine", Map.of(key, json(first)));
        var other = lead("Other", Map.of(key, json(second)));
        lead("Empty", Map.of());

        assertThat(mine.path(key)).isEqualTo(json(first));
        var found = titles(list("filter=" + filter(key, op, operand) + "&fields=title," + key));
        assertThat(found).containsExactly("Mine");

        var changed = admin.patch(
                "/leads/" + other.path("id").asString(),
                new LinkedHashMap<>(Map.of("version", other.path("version").asInt(), key, json(first))));
        assertThat(changed.status()).isEqualTo(200);
        var entry = admin.get("/leads/" + other.path("id").asString() + "/history")
                .data()
                .path(0)
                .path("changes")
                .path(0);
        assertThat(entry.path("label").asString()).isEqualTo("The " + kind);
        assertThat(entry.path("before")).isEqualTo(json(second));
        assertThat(entry.path("after")).isEqualTo(json(first));

        var changeSet = changed.headers().firstValue("X-Change-Set").orElseThrow();
        assertThat(admin.post("/change-sets/" + changeSet + "/undo", null).status())
                .isEqualTo(200);
        assertThat(admin.get("/leads/" + other.path("id").asString()).data().path(key))
                .isEqualTo(json(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "number", "money", "date", "choice", "phone", "email", "url"})
    void pagesThroughAnOrderByEveryKindOnceWithTheEmptyOnesLast(String kind) {
        var key = field(kind, "Order").path("key").asString();
        var values = switch (kind) {
            case "number", "money" -> List.of("1", "2", "3");
            case "date" -> List.of("2026-01-01", "2026-01-02", "2026-01-03");
            case "choice" -> List.of("small", "large", "small");
            case "phone" -> List.of("+447700900121", "+447700900122", "+447700900123");
            case "email" -> List.of("a@example.com", "b@example.com", "c@example.com");
            case "url" -> List.of("https://a.example.com", "https://b.example.com", "https://c.example.com");
            default -> List.of("a", "b", "c");
        };
        for (var i = 0; i < 9; i++) {
            lead("Lead " + i, i % 3 == 0 ? Map.of() : Map.of(key, values.get(i % 3)));
        }

        for (var sort : List.of(key, "-" + key)) {
            var walked = new ArrayList<String>();
            var cursor = "";
            do {
                var page = list("limit=2&fields=title," + key + "&sort=" + sort + cursor);
                page.data().forEach(row -> walked.add(row.path("title").asString()));
                cursor = page.body().path("meta").path("cursor").asString("");
                cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
            } while (!cursor.isEmpty());

            assertThat(walked).hasSize(9).doesNotHaveDuplicates();
            assertThat(walked.subList(6, 9)).containsExactlyInAnyOrder("Lead 0", "Lead 3", "Lead 6");
            assertThat(titles(list("limit=200&fields=title&sort=" + sort))).isEqualTo(walked);
        }
    }

    @Test
    void addsUpNumbersAndCountsChoices() {
        var number = field("number", "Weight").path("key").asString();
        var size = field("choice", "Size").path("key").asString();
        lead("One", Map.of(number, 1.25, size, "small"));
        lead("Two", Map.of(number, 2.5, size, "small"));

        var figures = admin.get("/leads/aggregate?sums=" + number + "&groupBy=" + size)
                .data();

        assertThat(figures.path("sums").path(number).path(0).path("amount").asString())
                .isEqualTo("3.75");
        assertThat(figures.path("groups").path(0).path("value").asString()).isEqualTo("small");
        assertThat(figures.path("groups").path(0).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void isSearchedMaskedUnmaskedAndKeptFromOtherCompanies() {
        var key = admin.post(
                        "/fields",
                        Map.of("object", "lead", "kind", "text", "label", "Permit", "sensitivity", "personal"))
                .data()
                .path("key")
                .asString();
        var lead = lead("Asha", Map.of(key, "ZX98765432"));

        assertThat(admin.get("/search?q=zx98765").data().path(0).path("title").asString())
                .isEqualTo("Asha");
        var viewer = open.as(acme.token("VIEWER"));
        var seen = viewer.get("/leads/" + lead.path("id").asString()).data();
        assertThat(seen.path(key).asString("hidden")).isIn("••••5432", "hidden");
        assertThat(viewer.get("/leads?sort=" + key).code()).isEqualTo("SORT_INVALID");
        assertThat(viewer.get("/leads?filter=" + filter(key, "eq", "\"ZX98765432\""))
                        .code())
                .isEqualTo("FILTER_INVALID");
        assertThat(viewer.get("/search?q=zx98765").data()).isEmpty();
        var shown = admin.post(
                "/leads/" + lead.path("id").asString() + "/unmask",
                Map.of("fields", List.of(key), "reason", "a call about the permit"));
        assertThat(shown.data().path("values").path(key).asString()).isEqualTo("ZX98765432");

        var globex = tenants.create(Preset.SIMPLE);
        var stranger = open.as(globex.token("ADMIN"));
        assertThat(stranger.get("/meta/objects/lead").data().path("fields").toString())
                .doesNotContain(key);
        assertThat(stranger.get("/leads?sort=" + key).code()).isEqualTo("SORT_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title",
                "c_Title",
                "c_",
                "c_a\"; drop table x",
                "c_order__by",
                "c_сity",
                "c_a23456789012345678901234567890123456789"
            })
    void refusesKeysThatAreNotPlain(String key) {
        var reply = admin.post("/fields", Map.of("object", "lead", "kind", "text", "label", "Fine", "key", key));

        assertThat(reply.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo("KEY_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "City, LABEL_TAKEN",
        "C\u0456ty, VALUE_CHARACTERS",
        "\u0441\u0456\u0442\u0443, LABEL_TAKEN",
        "Pri\u200Bce, VALUE_CHARACTERS",
        "A label of more than sixty characters is longer than any column is, SIZE"
    })
    void refusesLabelsThatMislead(String label, String code) {
        var reply = admin.post("/fields", Map.of("object", "lead", "kind", "text", "label", label));

        assertThat(reply.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Select \"from\" where'--", "ग्राहक श्रेणी", "user; drop table leads.lead", "ORDER BY"})
    void takesAnyOtherWordsForALabel(String label) {
        var key = admin.post("/fields", Map.of("object", "lead", "kind", "text", "label", label))
                .data()
                .path("key")
                .asString();
        lead("Asha", Map.of(key, "kept"));

        assertThat(titles(list("fields=title," + key + "&sort=" + key))).containsExactly("Asha");
    }

    @Test
    void tellsWhenThereIsNoRoomForAnother() {
        for (var i = 1; i <= 4; i++) {
            assertThat(admin.post("/fields", Map.of("object", "lead", "kind", "user", "label", "Helper " + i))
                            .status())
                    .isEqualTo(201);
        }

        var fifth = admin.post("/fields", Map.of("object", "lead", "kind", "user", "label", "Helper 5"));

        assertThat(fifth.status()).isEqualTo(409);
        assertThat(fifth.code()).isEqualTo("FIELD_LIMIT_REACHED");
        assertThat(fifth.body().path("most").asInt()).isEqualTo(4);
    }

    @Test
    void changesByVersionAndOnlyWithTheRight() {
        var field = field("text", "Wood");
        var path = "/fields/" + field.path("id").asString();

        assertThat(admin.patch(path, Map.of("version", 0, "label", "Timber"))
                        .data()
                        .path("label")
                        .asString())
                .isEqualTo("Timber");
        assertThat(admin.patch(path, Map.of("version", 0, "label", "Board")).code())
                .isEqualTo("VERSION_CONFLICT");
        assertThat(open.as(acme.token("SALES"))
                        .post("/fields", Map.of("object", "lead", "kind", "text", "label", "Other"))
                        .code())
                .isEqualTo("RIGHT_MISSING");
    }

    @Test
    void retiredChoicesStayReadableAndTakenOnesCantBeRemoved() {
        var field = field("choice", "Size");
        var key = field.path("key").asString();
        var path = "/fields/" + field.path("id").asString();
        var asha = lead("Asha", Map.of(key, "small"));

        var removed = admin.patch(path, Map.of("version", 0, "options", List.of(SIZES.get(1))));
        assertThat(removed.code()).isEqualTo("FIELD_IN_USE");
        var retired = admin.patch(
                path,
                Map.of(
                        "version",
                        0,
                        "options",
                        List.of(Map.of("value", "small", "label", "Tiny", "retired", true), SIZES.get(1))));
        assertThat(retired.status()).isEqualTo(200);

        assertThat(admin.get("/leads/" + asha.path("id").asString())
                        .data()
                        .path(key)
                        .asString())
                .isEqualTo("small");
        assertThat(titles(list("fields=title&filter=" + filter(key, "in", "[\"small\"]"))))
                .containsExactly("Asha");
        var chosen = admin.post("/leads", body("Ravi", Map.of(key, "small")));
        assertThat(chosen.body().path("errors").path(0).path("code").asString()).isEqualTo("VALUE_NOT_AN_OPTION");
    }

    @Test
    void isRequiredOnCreationAndInTheNamedStatuses() {
        var key = field("text", "Reference").path("key").asString();
        var path = "/fields/" + id(key);
        var asha = lead("Asha", Map.of());
        var statuses = admin.get("/meta/objects/lead").data().path("fields");
        var second = "";
        for (var spec : statuses) {
            if (spec.path("key").asString().equals("status")) {
                second = spec.path("options").path(1).path("value").asString();
            }
        }
        admin.patch(path, Map.of("version", 0, "requiredIn", List.of(second)));

        var leadPath = "/leads/" + asha.path("id").asString();
        var move = new LinkedHashMap<String, Object>(
                Map.of("to", second, "version", asha.path("version").asInt()));
        var refused = admin.post(leadPath + "/transition", move);
        assertThat(refused.code()).isEqualTo("CONDITIONS_NOT_MET");
        assertThat(refused.body()
                        .path("conditions")
                        .path(0)
                        .path("fields")
                        .path(0)
                        .asString())
                .isEqualTo(key);
        move.put("fields", Map.of(key, "R-1"));
        var moved = admin.post(leadPath + "/transition", move);
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(200);
        var version = admin.get(leadPath).data().path("version").asInt();
        var emptied = new LinkedHashMap<String, Object>();
        emptied.put("version", version);
        emptied.put(key, null);
        assertThat(admin.patch(leadPath, emptied).code()).isEqualTo("VALIDATION_FAILED");

        admin.patch(path, Map.of("version", 1, "required", true));
        assertThat(admin.post("/leads", body("Ravi", Map.of()))
                        .body()
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/" + key);
    }

    @Test
    void anInactiveFieldIsHiddenAndKeepsItsValues() {
        var field = field("text", "Wood");
        var key = field.path("key").asString();
        var path = "/fields/" + field.path("id").asString();
        var asha = lead("Asha", Map.of(key, "Teak"));

        admin.patch(path, Map.of("version", 0, "active", false));
        assertThat(admin.get("/leads/" + asha.path("id").asString()).data().has(key))
                .isFalse();
        assertThat(admin.get("/leads?fields=" + key).code()).isEqualTo("FIELDS_INVALID");
        admin.patch(path, Map.of("version", 1, "active", true));

        assertThat(admin.get("/leads/" + asha.path("id").asString())
                        .data()
                        .path(key)
                        .asString())
                .isEqualTo("Teak");
    }

    @Test
    void aDeletedFieldsValuesAndKeyNeverComeBack() {
        var field = field("user", "Helper");
        var key = field.path("key").asString();
        var id = UUID.fromString(field.path("id").asString());
        var asha = lead("Asha", Map.of(key, acme.actor("SALES").user().toString()));
        var path = "/fields/" + id;
        assertThat(admin.get(path + "/impact").data().path("values").asInt()).isEqualTo(1);

        assertThat(admin.delete(path + "?version=0&values=0").code()).isEqualTo("FIELD_IMPACT_CHANGED");
        assertThat(admin.delete(path + "?version=0&values=1").status()).isEqualTo(204);
        assertThat(admin.get("/leads/" + asha.path("id").asString()).data().has(key))
                .isFalse();
        // its slot is not free before a job has emptied it
        for (var i = 1; i <= 3; i++) {
            field("user", "Next " + i);
        }
        assertThat(admin.post("/fields", Map.of("object", "lead", "kind", "user", "label", "Last"))
                        .code())
                .isEqualTo("FIELD_LIMIT_REACHED");
        acme.run(() -> clearing.run(acme.id(), new SlotClearing.Order(id)));

        var again = field("user", "Last").path("key").asString();
        assertThat(admin.get("/leads/" + asha.path("id").asString())
                        .data()
                        .path(again)
                        .isNull())
                .isTrue();
        assertThat(field("text", "Helper").path("key").asString()).isNotEqualTo(key);
        var history = admin.get("/leads/" + asha.path("id").asString() + "/history");
        assertThat(history.body().toString()).doesNotContain("Helper");
    }

    @Test
    void aFieldThatSettingsNameStaysUntilTheyLetGo() {
        var field = field("choice", "Size");
        var path = "/fields/" + field.path("id").asString();
        admin.post(
                "/assignment-rules",
                Map.of(
                        "name",
                        "The large ones",
                        "filter",
                        Map.of("field", field.path("key").asString(), "op", "eq", "value", "large"),
                        "target",
                        Map.of("type", "user", "userId", acme.actor("SALES").user())));

        var refused = admin.patch(path, Map.of("version", 0, "active", false));

        assertThat(refused.code()).isEqualTo("FIELD_IN_USE");
        assertThat(refused.body().path("uses").path(0).path("name").asString()).isEqualTo("The large ones");
        assertThat(lead("Big", Map.of(field.path("key").asString(), "large"))
                        .path("owner")
                        .path("id")
                        .asString())
                .isEqualTo(acme.actor("SALES").user().toString());
    }

    private String id(String key) {
        for (var field : admin.get("/fields?object=lead").data().path("fields")) {
            if (field.path("key").asString().equals(key)) {
                return field.path("id").asString();
            }
        }
        throw new AssertionError("There is no field " + key);
    }

    private JsonNode field(String kind, String label) {
        var body = new LinkedHashMap<String, Object>(
                Map.of("object", "lead", "kind", kind, "label", label, "sensitivity", "none"));
        if (kind.equals("number")) {
            body.put("decimals", 2);
        }
        if (kind.toLowerCase(java.util.Locale.ROOT).endsWith("choice")) {
            body.put("options", SIZES);
        }
        var reply = admin.post("/fields", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private Map<String, Object> body(String title, Map<String, ?> more) {
        var body = new LinkedHashMap<String, Object>(
                Map.of("title", title, "source", "self", "phone", "+4477009002" + (10 + leads++)));
        body.putAll(more);
        return body;
    }

    private JsonNode lead(String title, Map<String, ?> more) {
        var reply = admin.post("/leads", body(title, more));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        var id = reply.data().path("lead").path("id").asString();
        return admin.get("/leads/" + id).data();
    }

    private Reply list(String query) {
        var reply = admin.get("/leads?" + query);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply;
    }

    private static List<String> titles(Reply page) {
        var titles = new ArrayList<String>();
        page.data().forEach(row -> titles.add(row.path("title").asString()));
        return titles;
    }

    private static String filter(String field, String op, String value) {
        return URLEncoder.encode(
                "{\"field\":\"%s\",\"op\":\"%s\",\"value\":%s}".formatted(field, op, value), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        return tools.jackson.databind.json.JsonMapper.shared().readTree(text);
    }
}
