package io.sangam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How to provoke each operation of the API: something fresh to do it to, and a request that is right. The walks over
/// the API's description share it; an operation nobody wrote down here fails them.
public final class OperationBook {

    /// @param absent it names something that does not exist, where making one would take a failure on purpose: 404 is
    ///     the answer of whoever may do it
    public record Call(String method, String path, @Nullable Object body, boolean absent) {

        public TestApi.Reply send(TestApi as) {
            return body instanceof byte[] file ? as.upload(path, file) : as.send(method, path, body);
        }

        public Call with(String member, Object value) {
            var more = new HashMap<Object, Object>((Map<?, ?>) Objects.requireNonNull(body));
            more.put(member, value);
            return new Call(method, path, more, absent);
        }

        /// The same with one more member in each object inside the body, one at a time: where, and the call.
        public Map<String, Call> within(String member, Object value) {
            var calls = new TreeMap<String, Call>();
            spots(
                    body,
                    "",
                    (where, changed) -> {
                        if (!where.isEmpty()) {
                            calls.put(where, new Call(method, path, changed, absent));
                        }
                    },
                    member,
                    value);
            return calls;
        }

        private static void spots(
                @Nullable Object node, String where, BiConsumer<String, Object> found, String member, Object value) {
            if (node instanceof Map<?, ?> object) {
                var more = new HashMap<Object, Object>(object);
                more.put(member, value);
                found.accept(where, more);
                object.forEach((name, inner) -> spots(
                        inner,
                        where + "/" + name,
                        (there, changed) -> {
                            var around = new HashMap<Object, Object>(object);
                            around.put(name, changed);
                            found.accept(there, around);
                        },
                        member,
                        value));
            } else if (node instanceof List<?> list && !list.isEmpty()) {
                spots(
                        list.getFirst(),
                        where + "/0",
                        (there, changed) -> {
                            var around = new ArrayList<Object>(list);
                            around.set(0, changed);
                            found.accept(there, around);
                        },
                        member,
                        value);
            }
        }

        public Call at(String otherPath) {
            return new Call(method, otherPath, body, absent);
        }

        public boolean hasMembers() {
            return body instanceof Map;
        }
    }

    /// @param maker who makes what belongs to a person, such as views
    /// @param owner whom records belong to
    public record Whose(TestApi maker, String owner) {}

    private interface Page {
        Call of(Whose whose);
    }

    private static final Map<String, Object> NO_RIGHTS =
            Map.of("modules", Map.of(), "fields", Map.of(), "allowedStatuses", Map.of());
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final TestTenant acme;
    private final TestApi admin;
    private final TestApi stranger;
    private final Map<String, Page> pages = new TreeMap<>();

    public OperationBook(TestTenant acme, TestApi anonymous) {
        this.acme = acme;
        this.stranger = anonymous;
        this.admin = anonymous.as(acme.token("ADMIN"));
        reading();
        leads();
        tasks();
        deals();
        tickets();
        spine("leads");
        spine("deals");
        spine("tickets");
        spine("tasks");
        spine("partners");
        spine("accounts");
        spine("contacts");
        spine("holdings");
        page("POST /holdings", whose -> {
            var body = holding(whose);
            // who may make one must see the account
            for (var role : List.of("MANAGER", "SALES")) {
                made(
                        admin,
                        "/accounts/" + body.get("account") + "/shares",
                        Map.of("userId", acme.actor(role).user().toString(), "right", "read"));
            }
            return post("/holdings", body);
        });
        proposals();
        spine("proposals");
        partners();
        parties("accounts");
        parties("contacts");
        merging();
        administration();
        approvals();
        personal();
        machinery();
        integrations();
        fields();
        providers();
    }

    public Set<String> operations() {
        return pages.keySet();
    }

    public Call call(String operation, Whose whose) {
        return Objects.requireNonNull(pages.get(operation), operation).of(whose);
    }

    /// Of the running server, without those about signing in: a person calls them about himself, or before he is known,
    /// and `SignInIT` and its neighbours go through them.
    public static List<String> described(TestApi api) {
        var found = new ArrayList<String>();
        for (var path : api.get("/openapi.json").body().path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                found.add(operation.getKey().toUpperCase(Locale.ROOT)
                        + " "
                        + path.getKey().replaceFirst("^/api/v1", ""));
            }
        }
        found.removeIf(operation -> operation.contains(" /auth/"));
        assertThat(found).hasSizeGreaterThan(100);
        return found;
    }

    private void page(String operation, Page page) {
        pages.put(operation, page);
    }

    /// `GET /users` alone is its own path.
    private void read(String operation, String... path) {
        var at = path.length == 0 ? operation.substring(4) : path[0];
        page(operation, _ -> new Call("GET", at, null, false));
    }

    private static Call post(String path, @Nullable Object body) {
        return new Call("POST", path, body, false);
    }

    private static Call patch(String path, Object body) {
        return new Call("PATCH", path, body, false);
    }

    private static Call put(String path, @Nullable Object body) {
        return new Call("PUT", path, body, false);
    }

    private static Call delete(String path) {
        return new Call("DELETE", path, null, false);
    }

    private static Call get(String path) {
        return new Call("GET", path, null, false);
    }

    private static Call absent(String method, String path) {
        return new Call(method, path, null, true);
    }

    private static int next() {
        return SEQUENCE.incrementAndGet();
    }

    public static String phone() {
        return "+1415%07d".formatted(5_550_000 + next());
    }

    private static String word() {
        return "Word " + next();
    }

    private static String later(int days) {
        return Instant.now().plus(Duration.ofDays(days)).toString();
    }

    private static JsonNode made(TestApi by, String path, Object body) {
        var reply = by.post(path, body);
        assertThat(reply.status()).as("%s %s", path, reply.body()).isBetween(200, 299);
        return reply.data();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }

    private int version(String path) {
        var data = admin.get(path).data();
        assertThat(data.path("version").isNumber()).as(path + " " + data).isTrue();
        return data.path("version").asInt();
    }

    private static Map<String, Object> at(int version) {
        return Map.of("version", version);
    }

    private void reading() {
        for (var plain : List.of(
                "/audit/changes",
                "/audit/changes/export",
                "/audit/security-events",
                "/audit/security-events/export",
                "/approvals",
                "/approvals/policies",
                "/assignment-requests",
                "/assignment-rules",
                "/recycling",
                "/bulk-operations",
                "/company",
                "/events/dead-letters",
                "/imports",
                "/jobs",
                "/jobs/dead",
                "/lead-sources",
                "/lead-sources/arrivals",
                "/me",
                "/meta/objects",
                "/my-day",
                "/notifications",
                "/notifications/defaults",
                "/notifications/mutes",
                "/notifications/settings",
                "/pipelines",
                "/pipelines/presets",
                "/roles",
                "/roles/options",
                "/teams",
                "/territories",
                "/users",
                "/users/directory",
                "/webhooks",
                "/webhooks/deliveries",
                "/webhooks/events")) {
            read("GET " + plain);
        }
        read("GET /meta/objects/{key}", "/meta/objects/lead");
        read("GET /search", "/search?q=word");
        read("GET /views", "/views?object=lead");
    }

    private Map<String, Object> lead(String owner) {
        return Map.of("title", word(), "source", "self", "phone", phone(), "owner", owner);
    }

    private String made(String plural, Whose whose) {
        return switch (plural) {
            case "leads" -> id(made(admin, "/leads", lead(whose.owner())).path("lead"));
            case "tasks" ->
                id(made(
                        admin,
                        "/tasks",
                        Map.of("title", word(), "kind", "todo", "dueAt", later(5), "assignee", whose.owner())));
            case "deals" -> id(made(admin, "/deals", Map.of("title", word(), "owner", whose.owner())));
            case "tickets" -> id(made(admin, "/tickets", Map.of("title", word(), "owner", whose.owner())));
            case "accounts" -> id(made(admin, "/accounts", Map.of("name", word(), "owner", whose.owner())));
            case "contacts" -> id(made(admin, "/contacts", Map.of("firstName", word(), "owner", whose.owner())));
            case "holdings" -> id(made(admin, "/holdings", holding(whose)));
            case "proposals" -> id(made(admin, "/proposals", Map.of("deal", made("deals", whose))));
            default -> id(made(admin, "/partners", Map.of("name", word(), "manager", whose.owner())));
        };
    }

    private String call(Whose whose) {
        return id(made(
                admin,
                "/tasks",
                Map.of("title", word(), "kind", "call", "dueAt", later(5), "assignee", whose.owner())));
    }

    private void leads() {
        page("POST /leads", _ -> post("/leads", Map.of("title", word(), "source", "self", "phone", phone())));
        page("POST /leads/duplicates", _ -> post("/leads/duplicates", Map.of("phone", phone())));
        known("leads", "GET /leads/{id}/contact-points", (path, _) -> get(path + "/contact-points"));
        known(
                "leads",
                "PUT /leads/{id}/contact-points",
                (path, version) -> put(
                        path + "/contact-points",
                        Map.of(
                                "version",
                                version,
                                "contactPoints",
                                List.of(Map.of("kind", "mobile", "value", phone(), "primary", true)))));
        work("leads");
    }

    private void deals() {
        read("GET /deals/forecast");
        page("POST /deals", _ -> post("/deals", Map.of("title", word())));
        work("deals");
    }

    private void tickets() {
        page("POST /tickets", _ -> post("/tickets", Map.of("title", word())));
        read("GET /tickets/satisfaction");
        read("GET /tickets/sla");
        page("PUT /tickets/sla", _ -> {
            var kept = admin.get("/tickets/sla").data();
            if (kept.path("version").asInt() == 0) {
                // from now on there is a row to change
                kept = admin.put("/tickets/sla", Map.of("version", 0, "policy", kept.path("policy")))
                        .data();
            }
            return put("/tickets/sla", Map.of("version", kept.path("version"), "policy", kept.path("policy")));
        });
        page("POST /tickets/{id}/rating-link", whose -> {
            var path = "/tickets/" + made("tickets", whose);
            made(admin, path + "/transition", Map.of("version", version(path), "to", "open"));
            made(
                    admin,
                    path + "/transition",
                    Map.of(
                            "version",
                            version(path),
                            "to",
                            "resolved",
                            "fields",
                            Map.of("resolution", "answered", "resolutionNotes", word())));
            return post(path + "/rating-link", null);
        });
        page("POST /tickets/{id}/split", whose -> {
            var path = "/tickets/" + made("tickets", whose);
            made(admin, path + "/comments", Map.of("text", word(), "mentions", List.of()));
            var comment = admin.get(path + "/timeline?kinds=commented").data().at("/0/data/commentId");
            return post(path + "/split", Map.of("comment", comment, "title", word()));
        });
        page("GET /tickets/from-call/{task}", whose -> get("/tickets/from-call/" + call(whose)));
        page("POST /tickets/from-call/{task}", whose -> post("/tickets/from-call/" + call(whose), null));
        read("GET /tickets/macros");
        page("POST /tickets/macros", _ -> post("/tickets/macros", macro()));
        page(
                "PUT /tickets/macros/{id}",
                _ -> put(
                        "/tickets/macros/" + id(made(admin, "/tickets/macros", macro())),
                        Map.of("version", 0, "macro", macro())));
        page(
                "DELETE /tickets/macros/{id}",
                _ -> delete("/tickets/macros/" + id(made(admin, "/tickets/macros", macro())) + "?version=0"));
        known("tickets", "GET /tickets/{id}/macros", (path, _) -> get(path + "/macros"));
        known(
                "tickets",
                "POST /tickets/{id}/macro",
                (path, version) -> post(
                        path + "/macro",
                        Map.of("version", version, "macro", id(made(admin, "/tickets/macros", macro())))));
        page("POST /public/ratings/link", _ -> post("/public/ratings/link", Map.of("token", word())));
        page("POST /public/ratings", _ -> post("/public/ratings", Map.of("token", word(), "satisfaction", 5)));
        work("tickets");
    }

    private Map<String, Object> macro() {
        return Map.of("name", word(), "text", "On it", "fields", Map.of("priority", "high"));
    }

    /// What every object has that somebody owns and that moves.
    private void work(String plural) {
        var end = plural.equals("tickets") ? "cancelled" : "lost";
        var reason = plural.equals("tickets") ? "duplicate" : "price";
        var one = "/" + plural + "/{id}";
        known(
                plural,
                "POST " + one + "/reassign",
                (path, version) -> post(
                        path + "/reassign",
                        Map.of(
                                "version",
                                version,
                                "owner",
                                acme.actor("COSALES").user().toString(),
                                "reason",
                                "Holidays")));
        known(plural, "GET " + one + "/transitions", (path, _) -> get(path + "/transitions"));
        known(plural, "GET " + one + "/status-history", (path, _) -> get(path + "/status-history"));
        known(
                plural,
                "POST " + one + "/transition",
                (path, version) -> post(path + "/transition", Map.of("version", version, "to", end, "reason", reason)));
    }

    private void proposals() {
        page("POST /proposals", whose -> {
            var deal = made("deals", whose);
            // who offers something must be able to change the deal
            for (var role : List.of("MANAGER", "SALES")) {
                made(
                        admin,
                        "/deals/" + deal + "/shares",
                        Map.of("userId", acme.actor(role).user().toString(), "right", "write"));
            }
            return post("/proposals", Map.of("deal", deal));
        });
        known("proposals", "GET /proposals/{id}/lines", (path, _) -> get(path + "/lines"));
        known("proposals", "PUT /proposals/{id}/lines", (path, version) -> put(path + "/lines", lines(version)));
        known("proposals", "GET /proposals/{id}/pdf", (path, _) -> get(path + "/pdf"));
        page("POST /proposals/{id}/ask-approval", whose -> {
            var path = offered(whose);
            var number = admin.get(path).data().path("number");
            var policy = new HashMap<String, Object>(consent(word(), reader()));
            policy.put("object", "proposal");
            policy.put("filter", Map.of("field", "number", "op", "eq", "value", number));
            made(admin, "/approvals/policies", policy);
            return post(path + "/ask-approval", at(version(path)));
        });
        page("POST /proposals/{id}/send", whose -> {
            var path = offered(whose);
            return post(path + "/send", at(version(path)));
        });
        page("POST /proposals/{id}/link", whose -> post(sent(whose) + "/link", null));
        page("POST /proposals/{id}/withdraw", whose -> {
            var path = sent(whose);
            return post(path + "/withdraw", at(version(path)));
        });
        page("POST /proposals/{id}/versions", whose -> {
            var path = sent(whose);
            return post(path + "/versions", at(version(path)));
        });
        page("GET /proposals/{id}/changes", whose -> {
            var path = sent(whose);
            return get("/proposals/" + id(made(admin, path + "/versions", at(version(path)))) + "/changes");
        });
        page("POST /public/proposals/link", _ -> post("/public/proposals/link", Map.of("token", word())));
        page("POST /public/proposals/pdf", _ -> post("/public/proposals/pdf", Map.of("token", word())));
        page(
                "POST /public/proposals/accept",
                _ -> post("/public/proposals/accept", Map.of("token", word(), "name", word())));
        page(
                "POST /public/proposals/decline",
                _ -> post("/public/proposals/decline", Map.of("token", word(), "reason", word())));
    }

    private static Map<String, Object> lines(int version) {
        return Map.of(
                "version",
                version,
                "currency",
                "INR",
                "lines",
                List.of(Map.of("text", word(), "quantity", "2", "unitPrice", "10.50")));
    }

    private String offered(Whose whose) {
        var path = "/proposals/" + made("proposals", whose);
        var reply = admin.put(path + "/lines", lines(version(path)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return path;
    }

    private String sent(Whose whose) {
        var path = offered(whose);
        made(admin, path + "/send", at(version(path)));
        return path;
    }

    private Map<String, Object> holding(Whose whose) {
        return Map.of("name", word(), "account", made("accounts", whose));
    }

    private void merging() {
        page("GET /merges", whose -> get("/merges?object=contact&record=" + made("contacts", whose)));
        page(
                "POST /merges/preview",
                whose -> post(
                        "/merges/preview",
                        Map.of(
                                "object",
                                "contact",
                                "keep",
                                made("contacts", whose),
                                "merge",
                                made("contacts", whose))));
        page("POST /merges", whose -> post("/merges", merge(whose)));
        page(
                "POST /merges/{id}/undo",
                whose -> post("/merges/" + id(made(admin, "/merges", merge(whose))) + "/undo", null));
        read("GET /duplicates", "/duplicates?object=contact");
        read("GET /duplicates/search", "/duplicates/search?object=contact");
        page("POST /duplicates/search", _ -> post("/duplicates/search", Map.of("object", "contact")));
        // found by a job only: it names none
        page("POST /duplicates/{id}/dismiss", _ -> absent("POST", "/duplicates/" + Ids.next() + "/dismiss"));
        known("leads", "GET /leads/{id}/conversion", (path, _) -> get(path + "/conversion"));
        known("leads", "POST /leads/{id}/conversion", (path, version) -> post(path + "/conversion", at(version)));
    }

    private Map<String, Object> merge(Whose whose) {
        return Map.of(
                "object",
                "contact",
                "keep",
                Map.of("id", made("contacts", whose), "version", 0),
                "merge",
                Map.of("id", made("contacts", whose), "version", 0));
    }

    private interface AtVersion {
        Call of(String path, int version);
    }

    private void known(String plural, String operation, AtVersion call) {
        page(operation, whose -> {
            var path = "/" + plural + "/" + made(plural, whose);
            return call.of(path, version(path));
        });
    }

    private void tasks() {
        page("POST /tasks", _ -> post("/tasks", Map.of("title", word(), "kind", "todo", "dueAt", later(5))));
        for (var move : List.of("start", "complete", "cancel", "reopen", "postpone")) {
            page("POST /tasks/{id}/" + move, whose -> {
                var path = "/tasks/" + made("tasks", whose);
                if (move.equals("reopen")) {
                    made(admin, path + "/complete", at(0));
                }
                var body = new HashMap<String, Object>(at(version(path)));
                if (move.equals("postpone")) {
                    body.put("dueAt", later(9));
                }
                return post(path + "/" + move, body);
            });
        }
    }

    private void partners() {
        page("POST /partners", _ -> post("/partners", Map.of("name", word())));
    }

    private void parties(String plural) {
        var all = "/" + plural;
        var name = plural.equals("accounts") ? "name" : "firstName";
        page("POST " + all, _ -> post(all, Map.of(name, word(), "phone", phone())));
        page("POST " + all + "/duplicates", _ -> post(all + "/duplicates", Map.of("phone", phone())));
        page("GET " + all + "/{id}/contact-points", whose -> get(all + "/" + made(plural, whose) + "/contact-points"));
        page("PUT " + all + "/{id}/contact-points", whose -> {
            var path = all + "/" + made(plural, whose);
            return put(
                    path + "/contact-points",
                    Map.of(
                            "version",
                            version(path),
                            "contactPoints",
                            List.of(Map.of("kind", "mobile", "value", phone(), "primary", true))));
        });
        page("POST " + all + "/{id}/reassign", whose -> {
            var path = all + "/" + made(plural, whose);
            return post(
                    path + "/reassign",
                    Map.of(
                            "version",
                            version(path),
                            "owner",
                            acme.actor("COSALES").user().toString()));
        });
    }

    /// What every object has.
    private void spine(String plural) {
        var all = "/" + plural;
        var one = all + "/{id}";
        read("GET " + all);
        read("GET " + all + "/aggregate");
        page(
                "GET " + all + "/board",
                _ -> Set.of("leads", "deals", "tickets").contains(plural)
                        ? get(all + "/board")
                        : absent("GET", all + "/board"));
        read("GET " + all + "/export", all + "/export?format=csv");
        var field = Map.of(
                        "leads",
                        "company",
                        "deals",
                        "description",
                        "tickets",
                        "description",
                        "tasks",
                        "comment",
                        "proposals",
                        "terms")
                .getOrDefault(plural, "notes");
        page("GET " + one, whose -> get(all + "/" + made(plural, whose)));
        page("PATCH " + one, whose -> {
            var path = all + "/" + made(plural, whose);
            return patch(path, Map.of("version", version(path), field, word()));
        });
        page("DELETE " + one, whose -> {
            var path = all + "/" + made(plural, whose);
            return delete(path + "?version=" + version(path));
        });
        page("POST " + one + "/restore", whose -> {
            var path = all + "/" + made(plural, whose);
            assertThat(admin.delete(path + "?version=" + version(path)).status())
                    .isLessThan(300);
            return post(path + "/restore", null);
        });
        page("POST " + one + "/erase", whose -> {
            var path = all + "/" + made(plural, whose);
            return post(path + "/erase", Map.of("version", version(path), "reason", "Asked by letter"));
        });
        for (var part : List.of("timeline", "history", "shares", "explain", "dossier")) {
            page("GET " + one + "/" + part, whose -> get(all + "/" + made(plural, whose) + "/" + part));
        }
        page("PUT " + one + "/favourite", whose -> put(all + "/" + made(plural, whose) + "/favourite", null));
        page("DELETE " + one + "/favourite", whose -> delete(all + "/" + made(plural, whose) + "/favourite"));
        page(
                "POST " + one + "/comments",
                whose -> post(all + "/" + made(plural, whose) + "/comments", Map.of("text", word())));
        page(
                "PATCH " + one + "/comments/{commentId}",
                whose -> patch(comment(all, plural, whose), Map.of("version", 0, "text", word())));
        page("DELETE " + one + "/comments/{commentId}", whose -> delete(comment(all, plural, whose)));
        page(
                "POST " + one + "/unmask",
                whose -> post(
                        all + "/" + made(plural, whose) + "/unmask",
                        Map.of("fields", List.of("createdBy"), "reason", "A call")));
        page(
                "POST " + one + "/shares",
                whose -> post(
                        all + "/" + made(plural, whose) + "/shares",
                        Map.of("userId", acme.actor("DEV").user().toString(), "right", "read")));
        page("DELETE " + one + "/shares/{shareId}", whose -> {
            var path = all + "/" + made(plural, whose) + "/shares";
            made(admin, path, Map.of("userId", acme.actor("DEV").user().toString(), "right", "read"));
            return delete(path + "/" + id(admin.get(path).data().path(0)));
        });
    }

    /// His own remark where he may make one, else the administrator's.
    private String comment(String all, String plural, Whose whose) {
        var path = all + "/" + made(plural, whose) + "/comments";
        var own = whose.maker().post(path, Map.of("text", word()));
        var comment = own.status() < 300 ? own.data() : made(admin, path, Map.of("text", word()));
        return path + "/" + id(comment);
    }

    private void administration() {
        page("POST /users", _ -> post("/users", person()));
        page("PATCH /users/{id}", _ -> patch("/users/" + user(), Map.of("version", 0, "name", word())));
        page("POST /users/{id}/deactivate", _ -> post("/users/" + user() + "/deactivate", at(0)));
        page("POST /users/{id}/activate", _ -> {
            var path = "/users/" + user();
            made(admin, path + "/deactivate", at(0));
            return post(path + "/activate", at(1));
        });
        page("POST /users/{id}/one-time-password", _ -> post("/users/" + user() + "/one-time-password", null));
        // a letter nobody can be sent here: they name nobody
        page("POST /users/{id}/invitation", _ -> absent("POST", "/users/" + Ids.next() + "/invitation"));
        page("DELETE /users/{id}/invitation", _ -> absent("DELETE", "/users/" + Ids.next() + "/invitation"));
        page(
                "POST /users/{id}/second-factor/reset",
                _ -> absent("POST", "/users/" + Ids.next() + "/second-factor/reset"));
        page("POST /users/{id}/reopen-sign-in", _ -> absent("POST", "/users/" + Ids.next() + "/reopen-sign-in"));
        named("/teams", "PATCH", () -> Map.of("name", word()));
        named("/territories", "PUT", () -> Map.of("name", word(), "cities", List.of("city" + next())));
        named("/roles", "PATCH", () -> Map.of("name", word(), "definition", NO_RIGHTS));
        page("PUT /company", _ -> {
            var body = new HashMap<String, Object>();
            admin.get("/company").data().properties().forEach(each -> body.put(each.getKey(), each.getValue()));
            body.remove("slug");
            body.remove("preset");
            body.put("name", word());
            return put("/company", body);
        });
        page("POST /pipelines", _ -> post("/pipelines", pipeline()));
        page("PUT /pipelines/{id}", _ -> {
            var pipeline = made(admin, "/pipelines", pipeline());
            return put(
                    "/pipelines/" + id(pipeline),
                    Map.of(
                            "version",
                            pipeline.path("version").asInt(),
                            "name",
                            word(),
                            "statuses",
                            pipeline.path("statuses")));
        });
        page(
                "POST /pipelines/{id}/default",
                _ -> post("/pipelines/" + id(made(admin, "/pipelines", pipeline())) + "/default", null));
        page("POST /assignment-requests", whose -> post("/assignment-requests", wish(lent(whose))));
        for (var decision : List.of("approve", "withdraw")) {
            page(
                    "POST /assignment-requests/{id}/" + decision,
                    whose -> post("/assignment-requests/" + asked(decision, whose) + "/" + decision, null));
        }
        page(
                "POST /assignment-requests/{id}/reject",
                whose -> post("/assignment-requests/" + asked("reject", whose) + "/reject", Map.of("reason", word())));
        TestPools.open(admin, Map.of("takesPerDay", 500));
        page("POST /recycling", whose -> post("/recycling", TestPools.gift(admin, made("leads", whose), word())));
        page("POST /recycling/{id}/take", _ -> post("/recycling/" + lying() + "/take", null));
        named("/assignment-rules", "PATCH", this::rule);
        page("GET /shifts/{id}", whose -> get("/shifts/" + whose.owner()));
        page("PUT /shifts/{id}", whose -> {
            var path = "/shifts/" + whose.owner();
            // the first week makes a row, the next ones change it
            admin.put(path, shifts(version(path)));
            return put(path, shifts(version(path)));
        });
        page(
                "POST /assignment-rules/test",
                whose -> post("/assignment-rules/test", Map.of("record", made("leads", whose))));
    }

    private void approvals() {
        page("GET /approvals/{id}", whose -> get("/approvals/" + wanted(whose)));
        page(
                "GET /approvals/records/{object}/{record}",
                whose -> get("/approvals/records/deal/" + made("deals", whose)));
        page(
                "POST /approvals",
                whose -> post("/approvals", Map.of("object", "deal", "record", made("deals", whose), "to", "won")));
        page(
                "POST /approvals/{id}/approve",
                whose -> post("/approvals/" + wanted(whose) + "/approve", Map.of("step", 0)));
        page(
                "POST /approvals/{id}/reject",
                whose -> post("/approvals/" + wanted(whose) + "/reject", Map.of("step", 0, "reason", word())));
        page(
                "POST /approvals/{id}/delegate",
                whose -> post("/approvals/" + wanted(whose) + "/delegate", Map.of("step", 0, "user", reader())));
        page("POST /approvals/{id}/withdraw", whose -> {
            var body = Map.of("object", "deal", "record", deal(whose, reader()), "to", "won");
            var own = whose.maker().post("/approvals", body);
            var asked = own.status() < 300 ? own.data() : made(admin, "/approvals", body);
            return post("/approvals/" + id(asked.path("approval")) + "/withdraw", null);
        });
        named(
                "/approvals/policies",
                "PATCH",
                () -> consent(word(), acme.actor("ADMIN").user().toString()));
        page(
                "POST /approvals/policies/test",
                whose -> post("/approvals/policies/test", Map.of("object", "deal", "record", made("deals", whose))));
    }

    /// A colleague's request that whoever has the deal decides.
    private String wanted(Whose whose) {
        var deal = deal(whose, whose.owner());
        var colleague = acme.actor("COSALES").user().toString();
        made(admin, "/deals/" + deal + "/shares", Map.of("userId", colleague, "right", "write"));
        var asked = made(
                stranger.as(acme.token("COSALES")),
                "/approvals",
                Map.of("object", "deal", "record", deal, "to", "won"));
        return id(asked.path("approval"));
    }

    /// A deal that can be won with somebody's consent.
    private String deal(Whose whose, String approver) {
        // each of them would be looked at by every move
        admin.get("/approvals/policies")
                .data()
                .forEach(policy -> admin.delete("/approvals/policies/" + id(policy) + "?version="
                        + policy.path("version").asInt()));
        var tag = "consent" + next();
        made(admin, "/approvals/policies", consent(tag, approver));
        return id(made(admin, "/deals", Map.of("title", word(), "owner", whose.owner(), "tags", List.of(tag))));
    }

    private static Map<String, Object> consent(String tag, String approver) {
        return Map.of(
                "object",
                "deal",
                "name",
                word(),
                "filter",
                Map.of("field", "tags", "op", "hasAny", "value", List.of(tag)),
                "steps",
                List.of(Map.of("approver", Map.of("type", "user", "userId", approver))));
    }

    /// Somebody else who may read every deal.
    private String reader() {
        return acme.actor("FINANCE").user().toString();
    }

    /// Another week each time.
    private static Map<String, Object> shifts(int version) {
        var from = "%02d:%02d".formatted(next() / 60 % 12, next() % 60);
        return Map.of("version", version, "week", Map.of("monday", Map.of("from", from, "to", "23:00")));
    }

    /// A colleague's lead in the pool.
    private String lying() {
        var lead = id(
                made(admin, "/leads", lead(acme.actor("DEV").user().toString())).path("lead"));
        admin.post("/recycling", TestPools.gift(admin, lead, word()));
        return TestPools.lying(admin, lead);
    }

    /// A colleague's lead that he sees.
    private String lent(Whose whose) {
        return lent(acme.actor("DEV").user().toString(), whose.owner());
    }

    private String lent(String owner, String seenBy) {
        var lead = id(made(admin, "/leads", lead(owner)).path("lead"));
        made(admin, "/leads/" + lead + "/shares", Map.of("userId", seenBy, "right", "read"));
        return lead;
    }

    private static Map<String, Object> wish(String lead) {
        return Map.of("object", "lead", "record", lead, "reason", "He called me");
    }

    /// A wish of his own to withdraw where he may have one, else the administrator's; to decide, a colleague's for what
    /// is his.
    private String asked(String decision, Whose whose) {
        if (decision.equals("withdraw")) {
            var wish = wish(lent(whose));
            var own = whose.maker().post("/assignment-requests", wish);
            return id(own.status() < 300 ? own.data() : made(admin, "/assignment-requests", wish));
        }
        var colleague = acme.actor("COSALES").user().toString();
        return id(
                made(stranger.as(acme.token("COSALES")), "/assignment-requests", wish(lent(whose.owner(), colleague))));
    }

    private interface Body {
        Map<String, ?> get();
    }

    /// Made by a POST, changed and deleted at version 0.
    private void named(String path, String change, Body body) {
        page("POST " + path, _ -> post(path, body.get()));
        page(change + " " + path + "/{id}", _ -> {
            var at = path + "/" + id(made(admin, path, body.get()));
            var changed = new HashMap<String, Object>(change.equals("PUT") ? body.get() : Map.of("name", word()));
            changed.put("version", 0);
            return new Call(change, at, changed, false);
        });
        page("DELETE " + path + "/{id}", _ -> delete(path + "/" + id(made(admin, path, body.get())) + "?version=0"));
    }

    private static Map<String, Object> pipeline() {
        return Map.of("preset", "simple", "name", word());
    }

    private static Map<String, Object> person() {
        return Map.of("name", word(), "email", "p" + next() + "@example.com", "roleIds", List.of());
    }

    private String user() {
        return id(made(admin, "/users", person()).path("user"));
    }

    private Map<String, Object> rule() {
        return Map.of(
                "name",
                word(),
                "active",
                false,
                "filter",
                Map.of("field", "city", "op", "eq", "value", "Pune"),
                "target",
                Map.of("type", "user", "userId", acme.actor("ADMIN").user().toString()));
    }

    private static Map<String, Object> apiKey() {
        return Map.of("name", word(), "scopes", List.of("read"));
    }

    private static Map<String, Object> view() {
        return Map.of("object", "lead", "name", word(), "definition", Map.of(), "shared", false, "position", 0);
    }

    private static Map<String, Object> usual(JsonNode settings) {
        return Map.of(
                "version",
                settings.path("version").asInt(),
                "choices",
                Map.of("mention", Map.of("app", true, "mail", true)));
    }

    private static Map<String, Object> told(JsonNode settings) {
        var body = new HashMap<>(usual(settings));
        body.put("digest", Map.of("every", "daily", "at", "08:00"));
        return body;
    }

    private void personal() {
        page("PATCH /me", _ -> patch("/me", Map.of("name", word())));
        page("POST /notifications/read-all", _ -> post("/notifications/read-all", null));
        page("POST /notifications/{id}/read", _ -> absent("POST", "/notifications/" + Ids.next() + "/read"));
        page("PUT /notifications/settings", whose -> {
            // the first change makes the row that later ones change
            var path = "/notifications/settings";
            whose.maker().put(path, told(whose.maker().get(path).data()));
            return put(path, told(whose.maker().get(path).data()));
        });
        page("PUT /notifications/defaults", _ -> {
            var path = "/notifications/defaults";
            admin.put(path, usual(admin.get(path).data()));
            return put(path, usual(admin.get(path).data()));
        });
        for (var method : List.of("GET", "PUT", "DELETE")) {
            page(
                    method + " /notifications/mutes/{object}/{id}",
                    whose -> new Call(method, "/notifications/mutes/lead/" + made("leads", whose), null, false));
        }
        for (var method : List.of("PUT", "DELETE")) {
            page(
                    method + " /my-day/put-off/{object}/{id}",
                    whose -> new Call(method, "/my-day/put-off/lead/" + made("leads", whose), null, false));
        }
        page("DELETE /my-day/put-off", _ -> delete("/my-day/put-off"));
        read("GET /api-keys");
        page("POST /api-keys", _ -> post("/api-keys", apiKey()));
        page(
                "DELETE /api-keys/{id}",
                whose -> delete("/api-keys/"
                        + id(made(whose.maker(), "/api-keys", apiKey()).path("apiKey"))));
        page("POST /views", _ -> post("/views", view()));
        page(
                "PATCH /views/{id}",
                whose -> patch(
                        "/views/" + id(made(whose.maker(), "/views", view())), Map.of("version", 0, "name", word())));
        page(
                "DELETE /views/{id}",
                whose -> delete("/views/" + id(made(whose.maker(), "/views", view())) + "?version=0"));
        page("POST /change-sets/{id}/undo", whose -> {
            // a remark of his own where he may make one
            var path = "/tasks/" + made("tasks", whose);
            var change = whose.maker().patch(path, Map.of("version", 0, "comment", word()));
            return change.status() < 300
                    ? post(
                            "/change-sets/"
                                    + change.headers()
                                            .firstValue("X-Change-Set")
                                            .orElseThrow() + "/undo",
                            null)
                    : absent("POST", "/change-sets/" + Ids.next() + "/undo");
        });
        page("POST /bulk-operations/preview", whose -> post("/bulk-operations/preview", bulk(whose)));
        page("POST /bulk-operations", whose -> post("/bulk-operations", bulk(whose)));
        for (var what : List.of("", "/failures")) {
            page(
                    "GET /bulk-operations/{id}" + what,
                    whose -> theirs("/bulk-operations", "GET", what, bulk(whose), whose));
        }
        for (var what : List.of("/cancel", "/undo")) {
            page("POST /bulk-operations/{id}" + what, _ -> absent("POST", "/bulk-operations/" + Ids.next() + what));
        }
        var upload = "/imports?object=lead&fileName=leads.csv";
        page("POST /imports", _ -> post(upload, table()));
        for (var what : List.of("", "/problems", "/problems/file")) {
            page("GET /imports/{id}" + what, whose -> imported("GET", what, null, upload, whose));
        }
        page(
                "POST /imports/{id}/check",
                whose -> imported("POST", "/check", Map.of("mapping", List.of("title", "phone")), upload, whose));
        page("POST /imports/{id}/cancel", whose -> imported("POST", "/cancel", null, upload, whose));
        page("PATCH /imports/{id}/rows/{position}", whose -> mended(imported("GET", "", null, upload, whose), whose));
        for (var what : List.of("/start", "/undo")) {
            page("POST /imports/{id}" + what, _ -> absent("POST", "/imports/" + Ids.next() + what));
        }
    }

    private Map<String, Object> bulk(Whose whose) {
        return Map.of(
                "object",
                "task",
                "action",
                "update",
                "records",
                List.of(Map.of("id", made("tasks", whose))),
                "input",
                Map.of("comment", word()));
    }

    private static byte[] table() {
        return "Title,Phone\n%s,%s\n".formatted(word(), phone()).getBytes(StandardCharsets.UTF_8);
    }

    private static Call theirs(String path, String method, String what, Object body, Whose whose) {
        var own = whose.maker().post(path, body);
        return own.status() < 300
                ? new Call(method, path + "/" + id(own.data()) + what, null, false)
                : absent(method, path + "/" + Ids.next() + what);
    }

    private static Call imported(String method, String what, @Nullable Object body, String upload, Whose whose) {
        var own = whose.maker().upload(upload, table());
        return own.status() < 300
                ? new Call(method, "/imports/" + id(own.data()) + what, body, false)
                : new Call(method, "/imports/" + Ids.next() + what, body, true);
    }

    /// The first row of a file that is checked.
    private static Call mended(Call read, Whose whose) {
        var change = Map.of("version", 1, "cells", Map.of("0", word()));
        if (whose.maker()
                        .post(read.path() + "/check", Map.of("mapping", List.of("title", "phone")))
                        .status()
                < 300) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> whose.maker()
                            .get(read.path())
                            .data()
                            .path("status")
                            .asString()
                            .equals("ready"));
        }
        return new Call("PATCH", read.path() + "/rows/1", change, read.absent());
    }

    /// What failed: nothing fails on purpose, so they name what does not exist.
    private void machinery() {
        for (var what :
                List.of("/jobs/dead", "/events/dead-letters", "/lead-sources/arrivals", "/webhooks/deliveries")) {
            page("POST " + what + "/{id}/replay", _ -> absent("POST", what + "/" + Ids.next() + "/replay"));
        }
        for (var what : List.of("/lead-sources/arrivals", "/webhooks/deliveries")) {
            page("GET " + what + "/{id}", _ -> absent("GET", what + "/" + Ids.next()));
        }
    }

    private void integrations() {
        page("POST /webhooks", _ -> post("/webhooks", webhook()));
        page("PATCH /webhooks/{id}", _ -> patch("/webhooks/" + webhookId(), Map.of("version", 0, "name", word())));
        page("DELETE /webhooks/{id}", _ -> delete("/webhooks/" + webhookId() + "?version=0"));
        page(
                "POST /webhooks/{id}/secret",
                _ -> post("/webhooks/" + webhookId() + "/secret", Map.of("overlapHours", 1)));
        page("POST /webhooks/{id}/test", _ -> post("/webhooks/" + webhookId() + "/test", null));
        page("POST /webhooks/{id}/replay", _ -> post("/webhooks/" + webhookId() + "/replay", null));
        page("POST /lead-sources", _ -> post("/lead-sources", form()));
        page(
                "PATCH /lead-sources/{id}",
                _ -> patch("/lead-sources/" + id(source()), Map.of("version", 0, "name", word())));
        page("DELETE /lead-sources/{id}", _ -> delete("/lead-sources/" + id(source()) + "?version=0"));
        page(
                "POST /lead-sources/{id}/secret",
                _ -> post(
                        "/lead-sources/"
                                + id(made(admin, "/lead-sources", hook()).path("source")) + "/secret",
                        null));
        page(
                "POST /lead-sources/preview",
                _ -> post(
                        "/lead-sources/preview",
                        Map.of("definition", hook().get("definition"), "payload", Map.of("p", phone()))));
        page(
                "POST /public/forms/{company}/{key}",
                _ -> post(
                        "/public/forms/" + acme.slug() + "/"
                                + source().path("key").asString(),
                        Map.of("values", Map.of("phone", phone()))));
        page("POST /public/hooks/{company}/{key}", _ -> absent("POST", "/public/hooks/" + acme.slug() + "/nothing"));
    }

    private void fields() {
        read("GET /fields", "/fields?object=lead");
        page("POST /fields", _ -> post("/fields", Map.of("object", "lead", "kind", "text", "label", word())));
        page("PATCH /fields/{id}", _ -> {
            var field = field();
            return patch(
                    "/fields/" + id(field),
                    Map.of("version", field.path("version").asInt(), "label", word()));
        });
        page("GET /fields/{id}/impact", _ -> get("/fields/" + id(field()) + "/impact"));
        page("DELETE /fields/{id}", _ -> {
            var field = field();
            return delete("/fields/" + id(field) + "?values=0&version="
                    + field.path("version").asInt());
        });
        page("POST /fields/order", _ -> {
            field();
            var ids = theirFields().map(OperationBook::id).toList();
            return post("/fields/order", Map.of("object", "lead", "ids", ids));
        });
    }

    /// One there is, for a company has room for so many.
    private JsonNode field() {
        return theirFields()
                .filter(field -> field.path("state").asString().equals("active"))
                .findFirst()
                .orElseGet(() -> made(admin, "/fields", Map.of("object", "lead", "kind", "text", "label", word())));
    }

    private Stream<JsonNode> theirFields() {
        return admin.get("/fields?object=lead").data().path("fields").valueStream();
    }

    private void providers() {
        read("GET /sso/options", "/sso/options?tenant=" + acme.slug());
        page(
                "POST /sso/start",
                _ -> new Call(
                        "POST",
                        "/sso/start",
                        Map.of("tenant", acme.slug(), "provider", Ids.next().toString()),
                        true));
        read("GET /sso/providers");
        page("POST /sso/providers", _ -> {
            withoutProviders();
            return post("/sso/providers", provider());
        });
        page("PUT /sso/providers/{id}", _ -> {
            var body = new HashMap<>(provider());
            body.put("version", 0);
            return put("/sso/providers/" + providerId(), body);
        });
        page("DELETE /sso/providers/{id}", _ -> delete("/sso/providers/" + providerId() + "?version=0"));
        page("POST /sso/providers/{id}/test", _ -> absent("POST", "/sso/providers/" + Ids.next() + "/test"));
        page("PUT /sso/passwords", _ -> put("/sso/passwords", Map.of("passwords", true)));
        page("DELETE /sso/links/{userId}", _ -> absent("DELETE", "/sso/links/" + Ids.next()));
    }

    private String providerId() {
        withoutProviders();
        return id(made(admin, "/sso/providers", provider()));
    }

    private void withoutProviders() {
        admin.get("/sso/providers")
                .data()
                .path("providers")
                .forEach(provider -> admin.delete("/sso/providers/" + id(provider) + "?version="
                        + provider.path("version").asInt()));
    }

    private static Map<String, Object> provider() {
        return Map.of(
                "name",
                word(),
                "issuer",
                "http://localhost:9",
                "clientId",
                "sangam",
                "clientSecret",
                "never shown again",
                "domains",
                List.of("example.com"),
                "active",
                false);
    }

    private JsonNode source() {
        // a company has at most a hundred
        admin.get("/lead-sources")
                .data()
                .forEach(source -> admin.delete("/lead-sources/" + id(source) + "?version="
                        + source.path("version").asInt()));
        return made(admin, "/lead-sources", form()).path("source");
    }

    private String webhookId() {
        // at most fifty
        admin.get("/webhooks")
                .data()
                .forEach(webhook -> admin.delete("/webhooks/" + id(webhook) + "?version="
                        + webhook.path("version").asInt()));
        return id(made(admin, "/webhooks", webhook()).path("webhook"));
    }

    private static Map<String, Object> webhook() {
        return Map.of("name", word(), "url", "http://localhost:9/", "events", List.of("partner.deleted"));
    }

    private static Map<String, Object> hook() {
        return Map.of(
                "name",
                word(),
                "definition",
                Map.of("kind", "webhook", "mappings", List.of(Map.of("field", "phone", "path", "p"))));
    }

    private static Map<String, Object> form() {
        return Map.of(
                "name",
                word(),
                "definition",
                Map.of(
                        "kind",
                        "form",
                        "title",
                        word(),
                        "questions",
                        List.of(Map.of("field", "phone", "label", "Phone", "required", true)),
                        "button",
                        "Send",
                        "thanks",
                        "Thanks",
                        "origins",
                        List.of(),
                        "leadSource",
                        "website"));
    }

    /// Who is nobody.
    public TestApi stranger() {
        return stranger;
    }
}
