package io.sangam.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// Cases WH-01, WH-02 and IN-05 of the attack catalogue, and rule R1, for those who come in without an account.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SourcesIT {

    private static final String SITE = "https://www.example.com";
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final TestTenants tenants;
    private final TestApi api;
    private final String root;
    private TestTenant acme;
    private TestApi admin;

    @SuppressWarnings("NullAway.Init")
    SourcesIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.root = "http://localhost:" + port + "/api/v1";
    }

    @BeforeEach
    void begin() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void makesALeadOfAFormAndAResubmissionOfTheNext() {
        var form = form(null);

        var first = api.post(path(form), sent("+447700900301"));
        var second = api.post(path(form), sent("+44 7700 900301"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body()).isEqualTo(second.body());
        assertThat(first.data().path("thanks").asString()).isEqualTo("Thank you");
        var leads =
                admin.get("/leads?fields=title,phone,source,resubmittedCount").data();
        assertThat(leads).hasSize(1);
        assertThat(leads.path(0).path("source").asString()).isEqualTo("website");
        assertThat(leads.path(0).path("resubmittedCount").asInt()).isEqualTo(1);
        assertThat(admin.get("/lead-sources/arrivals").data())
                .extracting(it -> it.path("outcome").asString())
                .containsExactly("resubmitted", "created");
    }

    @Test
    void takesOnlyWhatTheFormAsksFor() {
        var form = form(null);

        var reply = api.post(
                path(form),
                Map.of(
                        "values",
                        Map.of(
                                "firstName",
                                "Ada",
                                "phone",
                                "+447700900302",
                                "owner",
                                acme.actor("SALES").user())));
        var missing = api.post(path(form), Map.of("values", Map.of("firstName", "Ada")));
        var wrong = api.post(path(form), Map.of("values", Map.of("phone", "12")));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo("FIELD_UNKNOWN");
        assertThat(missing.body().path("errors").path(0).path("code").asString())
                .isEqualTo("VALUE_REQUIRED");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(admin.get("/leads").data()).isEmpty();
        assertThat(admin.get("/lead-sources/arrivals").data()).isEmpty();
    }

    @Test
    void asksForConsentAndKeepsItsWords() {
        var form = form("You may call me.");

        var without = api.post(path(form), sent("+447700900303"));
        var with = api.post(path(form), Map.of("values", Map.of("phone", "+447700900303"), "consent", true));

        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/consent");
        assertThat(with.status()).isEqualTo(201);
        var arrival = admin.get("/lead-sources/arrivals").data().path(0);
        assertThat(arrival.path("consent").asString()).isEqualTo("You may call me.");
        assertThat(Instant.parse(arrival.path("receivedAt").asString()))
                .isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void thanksAMachineAndKeepsNothingOfIt() {
        var form = form(null);

        var reply = api.post(
                path(form), Map.of("values", Map.of("phone", "+447700900304"), "nickname", "http://spam.example"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(admin.get("/leads").data()).isEmpty();
        assertThat(admin.get("/lead-sources/arrivals").data()).isEmpty();
    }

    @Test
    void isOneEnquiryWhenItIsSentTwice() {
        var form = form(null);
        var once = api.with("Idempotency-Key", "click-1");

        once.post(path(form), sent("+447700900305"));
        once.post(path(form), sent("+447700900305"));

        assertThat(admin.get("/lead-sources/arrivals").data()).hasSize(1);
        assertThat(admin.get("/leads?fields=resubmittedCount")
                        .data()
                        .path(0)
                        .path("resubmittedCount")
                        .asInt())
                .isZero();
    }

    @Test
    void letsOnlyTheListedSitesSendItFromAScript() {
        var form = form(null);

        var preflight = browser("OPTIONS", path(form), SITE, null);
        var allowed = browser("POST", path(form), SITE, "{\"values\":{\"phone\":\"+447700900306\"}}");
        var other = browser("POST", path(form), "https://evil.example", "{\"values\":{\"phone\":\"+447700900307\"}}");
        var unlisted = browser("OPTIONS", path(form), "https://evil.example", null);

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(SITE);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(allowed.statusCode()).isEqualTo(201);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SITE);
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("ORIGIN_NOT_ALLOWED");
        assertThat(unlisted.statusCode()).isEqualTo(403);
        assertThat(unlisted.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(admin.get("/leads").data()).hasSize(1);
    }

    @Test
    void showsTheFormAsAPageWithoutScriptsWhoseWordsAreText() {
        var attack = "<script>alert(1)</script>\"'&";
        var definition = new HashMap<>(definition(attack));
        definition.put("title", attack);
        definition.put("intro", attack);
        definition.put("thanks", attack);
        var form = added("Attack", definition).path("source");

        var page = browser("GET", path(form), null, null);
        var again = typed(path(form), Map.of("firstName", attack, "phone", "nonsense", "_consent", "yes"));
        var sent = typed(path(form), Map.of("firstName", attack, "phone", "+447700900308", "_consent", "yes"));

        for (var answer : List.of(page, again, sent)) {
            assertThat(answer.body()).contains("&lt;script&gt;").doesNotContain("<script");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .satisfies(policy -> assertThat(policy)
                            .contains("default-src 'none'")
                            .contains("frame-ancestors " + SITE)
                            .doesNotContain("script-src"));
        }
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("aria-invalid").contains("value=\"nonsense\"");
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(admin.get("/leads").data()).hasSize(1);
    }

    @Test
    void asksForEachFieldWithTheControlOfItsKind() {
        var colour = ownField(
                "choice",
                "Colour",
                Map.of(
                        "options",
                        List.of(Map.of("value", "red", "label", "Red"), Map.of("value", "blue", "label", "Blue"))));
        var sizes = ownField(
                "multiChoice",
                "Sizes",
                Map.of("options", List.of(Map.of("value", "s", "label", "S"), Map.of("value", "l", "label", "L"))));
        var visitors = ownField("number", "Visitors", Map.of("decimals", 0));
        var moving = ownField("date", "Moving in", Map.of());
        var parking = ownField("bool", "Parking", Map.of());
        var helper = ownField("user", "Helper", Map.of());
        var form =
                added("Flats", asking(colour, sizes, visitors, moving, parking)).path("source");

        var page = browser("GET", path(form), null, null).body();
        assertThat(page)
                .contains("<select name=\"" + colour + "\">")
                .contains(">Red</option>")
                .contains("<select name=\"" + sizes + "\" multiple>")
                .contains("type=\"number\" name=\"" + visitors + "\"")
                .contains("type=\"date\" name=\"" + moving + "\"")
                .contains("type=\"checkbox\" name=\"" + parking + "\"");

        var options = page.split("name=\"" + sizes + "\" multiple>")[1].split("</select>")[0];
        var values = Pattern.compile("value=\"([^\"]+)\"")
                .matcher(options)
                .results()
                .map(match -> match.group(1))
                .toList();
        var sent = request(
                "POST",
                path(form),
                Map.of("Accept", "text/html"),
                "application/x-www-form-urlencoded",
                "phone=%2B447700900330&" + sizes + "=" + values.get(0) + "&" + sizes + "=" + values.get(1) + "&"
                        + visitors + "=4&" + moving + "=2027-01-31&" + parking + "=yes");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        var id = admin.get("/leads").data().get(0).path("id").asString();
        var lead = admin.get("/leads/" + id).data();
        assertThat(lead.path(sizes)).hasSize(2);
        assertThat(lead.path(visitors).asInt()).isEqualTo(4);
        assertThat(lead.path(moving).asString()).isEqualTo("2027-01-31");
        assertThat(lead.path(parking).asBoolean()).isTrue();

        var refused = admin.post("/lead-sources", Map.of("name", "Staff", "definition", asking(helper)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("FIELD_NOT_ASKED");
    }

    private String ownField(String kind, String label, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.putAll(Map.of("object", "lead", "kind", kind, "label", label));
        var reply = admin.post("/fields", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("key").asString();
    }

    private static Map<String, Object> asking(String... fields) {
        var questions = new ArrayList<Map<String, Object>>();
        questions.add(Map.of("field", "phone", "label", "Phone", "required", true));
        for (var field : fields) {
            questions.add(Map.of("field", field, "label", field, "required", false));
        }
        var definition = new HashMap<>(definition(null));
        definition.put("questions", questions);
        return definition;
    }

    @Test
    void slowsDownWhoSendsTooMuch() {
        var form = form(null);

        var replies = IntStream.range(0, 21)
                .mapToObj(i -> api.post(path(form), sent("+4477009003" + (50 + i))))
                .toList();

        // a minute may turn while the test runs, so at most two minutes' worth pass
        assertThat(replies.subList(0, 10)).allMatch(reply -> reply.status() == 201);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .isNotEmpty()
                .allSatisfy(reply -> {
                    assertThat(reply.code()).isEqualTo("SUBMISSIONS_LIMITED");
                    assertThat(Integer.parseInt(
                                    reply.headers().firstValue("Retry-After").orElseThrow()))
                            .isBetween(1, 60);
                });
    }

    @Test
    void answersForNoFormThatIsSwitchedOffOrOfAnotherCompany() {
        var form = form(null);
        var globex = tenants.create(Preset.SIMPLE);

        assertThat(api.post(
                                "/public/forms/" + globex.slug() + "/"
                                        + form.path("key").asString(),
                                sent("+447700900309"))
                        .status())
                .isEqualTo(404);
        admin.patch("/lead-sources/" + form.path("id").asString(), Map.of("version", 0, "active", false));
        assertThat(api.post(path(form), sent("+447700900309")).status()).isEqualTo(404);
        assertThat(browser("GET", path(form), null, null).statusCode()).isEqualTo(404);
    }

    @Test
    void believesNobodyWithoutARightSignature() {
        var hook = hook(Map.of());
        var other = hook(Map.of());
        var now = Instant.now().getEpochSecond();
        var body = "{\"customer\":{\"phone\":\"+447700900310\"}}";
        var secret = hook.path("secret").asString();
        var good = signature(secret, "m1", now, body);

        assertThat(posted(hook, "m1", now, null, body).code()).isEqualTo("SIGNATURE_INVALID");
        assertThat(posted(hook, "m1", now, "v1,AAAA", body).status()).isEqualTo(401);
        assertThat(posted(hook, "m1", now, signature(other.path("secret").asString(), "m1", now, body), body)
                        .status())
                .isEqualTo(401);
        assertThat(posted(hook, "m1", now, good, body.replace(":", ": ")).status())
                .isEqualTo(401);
        assertThat(posted(hook, "m2", now, good, body).status()).isEqualTo(401);
        assertThat(posted(hook, "m1", now - 301, signature(secret, "m1", now - 301, body), body)
                        .status())
                .isEqualTo(401);
        assertThat(posted(hook, "m1", now + 360, signature(secret, "m1", now + 360, body), body)
                        .status())
                .isEqualTo(401);
        assertThat(admin.get("/lead-sources/arrivals").data()).isEmpty();

        assertThat(posted(hook, "m1", now, "v1,AAAA " + good, body).status()).isEqualTo(202);
        assertThat(posted(hook, "m1", now, good, body).status()).isEqualTo(202);
        settled("done", 1);
        assertThat(admin.get("/leads").data()).hasSize(1);
    }

    @Test
    void actsOnceOnWhatComesFiftyTimes() {
        var hook = hook(Map.of());
        var now = Instant.now().getEpochSecond();
        var body = "{\"customer\":{\"phone\":\"+447700900311\"}}";
        var signature = signature(hook.path("secret").asString(), "same", now, body);

        try (var pool = Executors.newFixedThreadPool(16)) {
            var replies = IntStream.range(0, 50)
                    .mapToObj(_ -> pool.submit(
                            () -> posted(hook, "same", now, signature, body).status()))
                    .toList();
            assertThat(replies).allSatisfy(reply -> assertThat(reply.get()).isEqualTo(202));
        }

        settled("done", 1);
        assertThat(admin.get("/lead-sources/arrivals").data()).hasSize(1);
        assertThat(admin.get("/leads?fields=resubmittedCount")
                        .data()
                        .path(0)
                        .path("resubmittedCount")
                        .asInt())
                .isZero();
    }

    @Test
    void neverLetsAnOlderStateReplaceANewer() {
        var hook = hook(Map.of("happenedAt", "at", "objectKey", "customer.id"));

        accepted(
                hook,
                "a",
                "{\"at\":\"2026-11-24T10:00:00Z\",\"customer\":{\"id\":7,\"phone\":\"+447700900312\",\"city\":\"Pune\"}}");
        settled("done", 1);
        accepted(
                hook,
                "b",
                "{\"at\":\"2026-11-24T12:00:00Z\",\"customer\":{\"id\":7,\"phone\":\"+447700900312\",\"city\":\"Delhi\"}}");
        settled("done", 2);
        accepted(
                hook,
                "c",
                "{\"at\":\"2026-11-24T11:00:00Z\",\"customer\":{\"id\":7,\"phone\":\"+447700900312\",\"city\":\"Goa\"}}");
        settled("stale", 1);

        var leads = admin.get("/leads?fields=city,resubmittedCount").data();
        assertThat(leads).hasSize(1);
        assertThat(leads.path(0).path("city").asString()).isEqualTo("Delhi");
        assertThat(leads.path(0).path("resubmittedCount").asInt()).isZero();
    }

    @Test
    void keepsWhatItCouldNotTakeInUntilTheMappingIsMended() {
        var hook = hook(Map.of());
        accepted(hook, "x", "{\"person\":{\"mobile\":\"+447700900313\"}}");

        var failed = settled("failed", 1).path(0);
        var detail = admin.get("/lead-sources/arrivals/" + failed.path("id").asString())
                .data();
        var mended = Map.of("kind", "webhook", "mappings", List.of(Map.of("field", "phone", "path", "person.mobile")));
        var preview =
                admin.post("/lead-sources/preview", Map.of("definition", mended, "payload", detail.path("payload")));
        admin.patch(
                "/lead-sources/" + hook.path("source").path("id").asString(),
                Map.of("version", 0, "definition", mended));
        var replay = admin.post("/lead-sources/arrivals/" + failed.path("id").asString() + "/replay", null);

        assertThat(failed.path("error").asString()).startsWith("CONTACT_NEEDED");
        assertThat(preview.data().path("values").path("phone").asString()).isEqualTo("+447700900313");
        assertThat(preview.data().path("problem").isNull()).isTrue();
        assertThat(replay.status()).isEqualTo(202);
        settled("done", 1);
        assertThat(admin.get("/leads").data()).hasSize(1);
        assertThat(admin.post("/lead-sources/arrivals/" + failed.path("id").asString() + "/replay", null)
                        .code())
                .isEqualTo("ARRIVAL_DONE");
    }

    @Test
    void isAdministeredByThoseWithTheRight() {
        var sales = api.as(acme.token("SALES"));
        var bad = new HashMap<>(definition(null));
        bad.put("questions", List.of(Map.of("field", "owner", "label", "Owner", "required", false)));

        assertThat(sales.get("/lead-sources").code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.get("/lead-sources/arrivals").code()).isEqualTo("RIGHT_MISSING");
        assertThat(admin.post("/lead-sources", Map.of("name", "Bad", "definition", bad))
                        .status())
                .isEqualTo(422);
        var secrets = hook(Map.of()).path("secret").asString();
        assertThat(secrets).startsWith("whsec_");
        assertThat(admin.get("/lead-sources").data().toString()).doesNotContain("whsec_");
    }

    private static Map<String, Object> definition(@Nullable String consent) {
        var definition = new HashMap<String, Object>(Map.of(
                "kind",
                "form",
                "title",
                "Ask us",
                "questions",
                List.of(
                        Map.of("field", "firstName", "label", "Name", "required", false),
                        Map.of("field", "phone", "label", "Phone", "required", true)),
                "button",
                "Send",
                "thanks",
                "Thank you",
                "origins",
                List.of(SITE),
                "leadSource",
                "website"));
        if (consent != null) {
            definition.put("consent", consent);
        }
        return definition;
    }

    private JsonNode form(@Nullable String consent) {
        return added("Web form", definition(consent)).path("source");
    }

    private JsonNode hook(Map<String, Object> more) {
        var definition = new HashMap<String, Object>(more);
        definition.put("kind", "webhook");
        definition.put(
                "mappings",
                List.of(
                        Map.of("field", "phone", "path", "customer.phone"),
                        Map.of("field", "city", "path", "customer.city"),
                        Map.of("field", "source", "value", "partner")));
        return added("Shop", definition);
    }

    private JsonNode added(String name, Map<String, Object> definition) {
        var reply = admin.post("/lead-sources", Map.of("name", name, "definition", definition));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private String path(JsonNode form) {
        return "/public/forms/" + acme.slug() + "/" + form.path("key").asString();
    }

    private static Map<String, Object> sent(String phone) {
        return Map.of("values", Map.of("phone", phone));
    }

    private void accepted(JsonNode hook, String id, String body) {
        var now = Instant.now().getEpochSecond();
        assertThat(posted(hook, id, now, signature(hook.path("secret").asString(), id, now, body), body)
                        .status())
                .isEqualTo(202);
    }

    private Reply posted(JsonNode hook, String id, long at, @Nullable String signature, String body) {
        var headers = new HashMap<>(Map.of("webhook-id", id, "webhook-timestamp", String.valueOf(at)));
        if (signature != null) {
            headers.put("webhook-signature", signature);
        }
        var answer = request(
                "POST",
                "/public/hooks/" + acme.slug() + "/"
                        + hook.path("source").path("key").asString(),
                headers,
                "application/json",
                body);
        var json = tools.jackson.databind.json.JsonMapper.builder().build();
        return new Reply(
                answer.statusCode(),
                answer.headers(),
                answer.body().isEmpty() ? json.missingNode() : json.readTree(answer.body()));
    }

    private HttpResponse<String> browser(String method, String path, @Nullable String origin, @Nullable String body) {
        var headers = new HashMap<String, String>();
        if (origin != null) {
            headers.put("Origin", origin);
            headers.put("Access-Control-Request-Method", "POST");
        } else {
            headers.put("Accept", "text/html");
        }
        return request(method, path, headers, "application/json", body);
    }

    private HttpResponse<String> typed(String path, Map<String, String> values) {
        var body = values.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request("POST", path, Map.of("Accept", "text/html"), "application/x-www-form-urlencoded", body);
    }

    private HttpResponse<String> request(
            String method, String path, Map<String, String> headers, String type, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type);
        headers.forEach(request::header);
        try {
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode settled(String status, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin.get("/lead-sources/arrivals?status=" + status)
                                .data(),
                        found -> found.size() == count);
    }

    private static String signature(String secret, String id, long at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(mac.doFinal((id + "." + at + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
