package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestPools;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.identity.OpaqueToken;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Walks every operation of the API's own description as one company with the ids of another. The other company wrote a
/// canary word into everything it could: it must never be heard. An operation nobody listed here fails the test.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TenantIsolationIT {

    private static final String CANARY = "zinfandel";
    /// A person who is a customer of both.
    private static final String PHONE = "+447700900654";

    private static final String EMAIL = "both@example.org";
    private static final List<String> PUBLIC = List.of(
            "POST /auth/login",
            "POST /auth/login/second-factor",
            "POST /auth/login/passkey-options",
            "POST /auth/login/passkey",
            "POST /auth/refresh",
            "GET /auth/options",
            "POST /auth/password/forgotten",
            "POST /auth/password/link",
            "POST /auth/password/choose",
            "GET /sso/options",
            "POST /sso/start",
            "POST /public/forms/{company}/{key}",
            "POST /public/hooks/{company}/{key}",
            "POST /public/ratings/link",
            "POST /public/ratings",
            "POST /public/proposals/link",
            "POST /public/proposals/pdf",
            "POST /public/proposals/accept",
            "POST /public/proposals/decline");
    private static final Map<String, Integer> AT_VERSION = Map.of("version", 0);

    private enum Expected {
        /// Exactly what an id gets that was never given to anything.
        NOT_FOUND,
        /// The request names the other company's ids in its body: refused like ids that do not exist.
        REFUSED,
        /// An answer of our own.
        OURS
    }

    private record Call(
            String method, String path, @Nullable Object body, Expected expected) {}

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private final Map<String, List<Call>> table = new TreeMap<>();

    TenantIsolationIT(
            TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @Test
    void hidesOneCompanyFromAnotherInEveryOperation() {
        var acme = new Inhabited(tenants.create(Preset.BROKER_OFFICE), CANARY, PHONE, EMAIL);
        var globex = new Inhabited(tenants.create(Preset.BROKER_OFFICE), "ours", "+447700900321", "ours@example.com");
        list(acme, globex);
        settle(acme.tenant.id());
        var before = fingerprint(acme.tenant.id());
        var checks = new SoftAssertions();

        checks.assertThat(table.keySet())
                .as("the operations of the API's description and the table of this test")
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(operations()));
        table.forEach((operation, calls) -> calls.forEach(call -> check(checks, operation, call, globex, acme)));
        settle(acme.tenant.id());
        checks.assertThat(fingerprint(acme.tenant.id()))
                .as("the other company's rows afterwards")
                .isEqualTo(before);

        checks.assertAll();
    }

    @Test
    void letsNobodyInWithoutAToken() {
        var checks = new SoftAssertions();

        for (var operation : operations()) {
            if (!PUBLIC.contains(operation)) {
                var method = operation.substring(0, operation.indexOf(' '));
                var path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]+}", Ids.next() + "");
                for (var caller : List.of(api, api.as("not.a.token"))) {
                    var reply = caller.send(method, path, method.equals("GET") ? null : Map.of());
                    checks.assertThat(reply.status()).as(operation).isEqualTo(401);
                    checks.assertThat(reply.code()).as(operation).isEqualTo("UNAUTHENTICATED");
                }
            }
        }

        checks.assertAll();
    }

    private void check(SoftAssertions checks, String operation, Call call, Inhabited us, Inhabited stranger) {
        // Each on a session of its own where the call may end it.
        var caller = call.path().startsWith("/auth/") ? api.as(us.tenant.token("ADMIN")) : us.admin;
        var reply = caller.send(call.method(), call.path(), call.body());
        var what = operation + " as " + call.path() + " " + call.body() + " → " + reply.status() + " " + reply.body();
        checks.assertThat(reply.body().toString().toLowerCase(Locale.ROOT))
                .as(what)
                .doesNotContain(CANARY);
        checks.assertThat(reply.status()).as(what).isLessThan(500);
        switch (call.expected()) {
            case NOT_FOUND -> {
                checks.assertThat(reply.status()).as(what).isEqualTo(404);
                var nowhere = caller.send(call.method(), stranger.replaced(call.path()), call.body());
                checks.assertThat(told(reply)).as(what).isEqualTo(told(nowhere));
            }
            case REFUSED -> {
                checks.assertThat(reply.status()).as(what).isBetween(400, 499);
                checks.assertThat(reply.code()).as(what).isNotEqualTo("UNAUTHENTICATED");
                var nowhere = caller.send(
                        call.method(), call.path(), stranger.replaced(call.body() == null ? Map.of() : call.body()));
                checks.assertThat(told(reply)).as(what).isEqualTo(told(nowhere));
            }
            case OURS -> {
                checks.assertThat(reply.status()).as(what).isLessThan(300);
                stranger.ids
                        .values()
                        .forEach(id -> checks.assertThat(
                                        reply.body().path("data").toString())
                                .as(what)
                                .doesNotContain(id));
            }
        }
    }

    /// What a caller learns from a refusal.
    private static String told(Reply reply) {
        return reply.status() + " " + reply.code() + " " + reply.body().path("detail")
                + reply.body().path("errors").findValuesAsString("code");
    }

    private List<String> operations() {
        var found = new ArrayList<String>();
        var paths = api.get("/openapi.json").body().path("paths");
        for (var path : paths.properties()) {
            for (var operation : path.getValue().properties()) {
                found.add(operation.getKey().toUpperCase(Locale.ROOT)
                        + " "
                        + path.getKey().replaceFirst("^/api/v1", ""));
            }
        }
        return found;
    }

    /// What every operation is tried with.
    private void list(Inhabited acme, Inhabited globex) {
        identity(acme, globex);
        leads(acme, globex);
        tasks(acme, globex);
        spine("leads", "lead", acme, globex);
        spine("tasks", "task", acme, globex);
        deals(acme, globex);
        spine("deals", "deal", acme, globex);
        tickets(acme, globex);
        spine("tickets", "ticket", acme, globex);
        partners(acme, globex);
        spine("partners", "partner", acme, globex);
        for (var party : List.of("account", "contact")) {
            parties(party + "s", party, acme, globex);
            spine(party + "s", party, acme, globex);
        }
        holdings(acme, globex);
        spine("holdings", "holding", acme, globex);
        proposals(acme, globex);
        spine("proposals", "proposal", acme, globex);
        merging(acme, globex);
        administration(acme, globex);
        pipelines(acme);
        fields(acme);
        assignment(acme, globex);
        approvals(acme, globex);
        webhooks(acme);
        sso(acme, globex);
        ours("GET /audit/changes", "/audit/changes?limit=200", "/audit/changes?record=" + acme.id("lead"));
        ours("GET /audit/changes/export", "/audit/changes/export", "/audit/changes/export?actor=" + acme.id("user"));
        ours("GET /audit/security-events", "/audit/security-events?user=" + acme.id("user"));
        ours("GET /audit/security-events/export");
        sources(acme, globex);
        bulk(acme);
        imports(acme);
        ours("GET /search", "/search?q=" + CANARY.substring(0, 6), "/search?q=" + PHONE.substring(3));
        ours("GET /meta/objects");
        ours("GET /meta/objects/{key}", "/meta/objects/lead", "/meta/objects/task");
        ours("GET /my-day");
        ours("DELETE /my-day/put-off");
        for (var method : List.of("PUT", "DELETE")) {
            stranger(method + " /my-day/put-off/{object}/{id}", "/my-day/put-off/lead/" + acme.id("lead"), null);
        }
        ours("GET /notifications", "/notifications?limit=100");
        ours("POST /notifications/read-all");
        ours("GET /notifications/settings");
        ours("GET /notifications/defaults");
        ours("GET /notifications/mutes");
        cover(
                "PUT /notifications/settings",
                new Call(
                        "PUT",
                        "/notifications/settings",
                        Map.of("version", 0, "choices", Map.of(), "digest", Map.of("every", "hourly")),
                        Expected.OURS));
        cover(
                "PUT /notifications/defaults",
                new Call("PUT", "/notifications/defaults", Map.of("version", 0, "choices", Map.of()), Expected.OURS));
        for (var method : List.of("GET", "PUT", "DELETE")) {
            stranger(
                    method + " /notifications/mutes/{object}/{id}",
                    "/notifications/mutes/lead/" + acme.id("lead"),
                    null);
        }
        stranger("POST /notifications/{id}/read", "/notifications/" + acme.id("notification") + "/read", null);
        ours("GET /jobs");
        ours("GET /jobs/dead");
        stranger("POST /jobs/dead/{id}/replay", "/jobs/dead/" + acme.id("deadJob") + "/replay", null);
        ours("GET /events/dead-letters");
        stranger(
                "POST /events/dead-letters/{id}/replay",
                "/events/dead-letters/" + acme.id("deadLetter") + "/replay",
                null);
    }

    private void bulk(Inhabited acme) {
        var theirs = Map.of(
                "object",
                "lead",
                "action",
                "update",
                "records",
                List.of(Map.of("id", acme.id("lead"))),
                "input",
                Map.of("company", "Ours"));
        var all = Map.of("object", "lead", "action", "restore", "filter", Map.of("and", List.of()));
        cover(
                "POST /bulk-operations/preview",
                new Call("POST", "/bulk-operations/preview", theirs, Expected.OURS),
                new Call("POST", "/bulk-operations/preview", all, Expected.OURS));
        // The record of a stranger is one there is not: noted as that, and never touched.
        cover("POST /bulk-operations", new Call("POST", "/bulk-operations", theirs, Expected.OURS));
        ours("GET /bulk-operations");
        var operation = "/bulk-operations/" + acme.id("bulk");
        stranger("GET /bulk-operations/{id}", operation, null);
        stranger("GET /bulk-operations/{id}/failures", operation + "/failures", null);
        stranger("POST /bulk-operations/{id}/cancel", operation + "/cancel", null);
        stranger("POST /bulk-operations/{id}/undo", operation + "/undo", null);
        stranger("POST /change-sets/{id}/undo", "/change-sets/" + acme.id("changeSet") + "/undo", null);
    }

    private void imports(Inhabited acme) {
        // a body that is no file at all: their own files are made by ImportIT
        refused("POST /imports", "/imports?object=nothing&fileName=x.csv", Map.of());
        ours("GET /imports");
        var theirs = "/imports/" + acme.id("import");
        stranger("GET /imports/{id}", theirs, null);
        stranger("POST /imports/{id}/check", theirs + "/check", Map.of("mapping", List.of("title", "phone")));
        stranger("POST /imports/{id}/start", theirs + "/start", null);
        stranger("POST /imports/{id}/cancel", theirs + "/cancel", null);
        stranger("POST /imports/{id}/undo", theirs + "/undo", null);
        stranger("GET /imports/{id}/problems", theirs + "/problems", null);
        stranger("GET /imports/{id}/problems/file", theirs + "/problems/file", null);
        stranger(
                "PATCH /imports/{id}/rows/{position}",
                theirs + "/rows/1",
                Map.of("version", 1, "cells", Map.of("0", "Ours")));
    }

    private void identity(Inhabited acme, Inhabited globex) {
        var password = TestTenants.PASSWORD;
        // The other company's address and password under our own name open nothing.
        refused(
                "POST /auth/login",
                "/auth/login",
                Map.of("tenant", globex.tenant.slug(), "email", CANARY + "@example.com", "password", password));
        refused("POST /auth/refresh", "/auth/refresh", Map.of("refreshToken", "r." + acme.id("session")));
        cover(
                "POST /auth/logout",
                new Call("POST", "/auth/logout", Map.of("refreshToken", acme.id("session")), Expected.OURS));
        refused(
                "POST /auth/password",
                "/auth/password",
                Map.of("currentPassword", "wrong but long enough", "newPassword", "another quiet heron"));
        ours("GET /auth/options");
        // The answer says nothing of who exists; a link of the other company's makes no sense under our name.
        cover(
                "POST /auth/password/forgotten",
                new Call(
                        "POST",
                        "/auth/password/forgotten",
                        Map.of("tenant", globex.tenant.slug(), "email", CANARY + "@example.com"),
                        Expected.OURS));
        refused("POST /auth/password/link", "/auth/password/link", Map.of("token", "pl_" + acme.id("session")));
        refused(
                "POST /auth/password/choose",
                "/auth/password/choose",
                Map.of("token", "pl_" + acme.id("session"), "newPassword", "another quiet heron"));
        ours("GET /auth/sign-ins");
        var proof = Map.of("password", password);
        refused(
                "POST /auth/login/second-factor",
                "/auth/login/second-factor",
                Map.of("challenge", "s2_" + acme.id("user"), "code", "000000"));
        ours("POST /auth/login/passkey-options");
        refused("POST /auth/login/passkey", "/auth/login/passkey", Map.of("passkey", Map.of("id", acme.id("user"))));
        ours("GET /auth/second-factor");
        cover(
                "POST /auth/second-factor/authenticator",
                new Call("POST", "/auth/second-factor/authenticator", Map.of("proof", proof), Expected.OURS));
        refused(
                "POST /auth/second-factor/authenticator/confirm",
                "/auth/second-factor/authenticator/confirm",
                Map.of("code", "no code"));
        refused(
                "POST /auth/second-factor/authenticator/remove",
                "/auth/second-factor/authenticator/remove",
                Map.of("proof", proof, "code", "no code"));
        refused(
                "POST /auth/second-factor/recovery-codes",
                "/auth/second-factor/recovery-codes",
                Map.of("proof", proof));
        cover(
                "POST /auth/passkeys/options",
                new Call("POST", "/auth/passkeys/options", Map.of("proof", proof), Expected.OURS));
        refused(
                "POST /auth/passkeys",
                "/auth/passkeys",
                Map.of("name", "Ours", "credential", Map.of("id", acme.id("user"))));
        stranger("PATCH /auth/passkeys/{id}", "/auth/passkeys/" + acme.id("passkey"), Map.of("name", "Ours"));
        stranger(
                "POST /auth/passkeys/{id}/remove",
                "/auth/passkeys/" + acme.id("passkey") + "/remove",
                Map.of("proof", proof));
        ours("GET /auth/sessions");
        stranger("DELETE /auth/sessions/{id}", "/auth/sessions/" + acme.id("session"), null);
        ours("POST /auth/socket-ticket");
        ours("GET /me");
        cover("PATCH /me", new Call("PATCH", "/me", Map.of("name", "Ours"), Expected.OURS));
    }

    private void leads(Inhabited acme, Inhabited globex) {
        var theirs = "/leads/" + acme.id("lead");
        var own = "/leads/" + globex.id("lead");
        ours(
                "GET /leads",
                "/leads?limit=200",
                "/leads?deleted=true",
                "/leads?filter=" + test("owner", "eq", acme.id("user")),
                "/leads?filter=" + test("pipeline", "eq", acme.id("pipeline")),
                "/leads?filter=" + test("phone", "eq", PHONE),
                "/leads?filter=" + test("title", "contains", CANARY.substring(0, 5)));
        ours("GET /leads/export", "/leads/export?format=csv", "/leads/export?format=csv&sort=-number");
        ours("GET /leads/aggregate", "/leads/aggregate?groupBy=owner&sums=expectedValue");
        ours("GET /leads/board", "/leads/board", "/leads/board?filter=" + test("owner", "eq", acme.id("user")));
        // The same person is a customer of both: neither hears of the other.
        cover(
                "POST /leads",
                new Call("POST", "/leads", Map.of("phone", PHONE, "source", "self"), Expected.OURS),
                new Call("POST", "/leads", Map.of("email", EMAIL, "owner", acme.id("user")), Expected.REFUSED),
                new Call("POST", "/leads", Map.of("email", EMAIL, "caller", acme.id("user")), Expected.REFUSED),
                new Call(
                        "POST",
                        "/leads",
                        Map.of("email", EMAIL, "onDuplicate", "reject", "source", "self"),
                        Expected.OURS));
        cover(
                "POST /leads/duplicates",
                new Call("POST", "/leads/duplicates", Map.of("phone", "+447700900111", "email", EMAIL), Expected.OURS),
                new Call(
                        "POST",
                        "/leads/duplicates",
                        Map.of("phone", PHONE, "exclude", acme.id("lead")),
                        Expected.OURS));
        stranger("GET /leads/{id}/contact-points", theirs + "/contact-points", null);
        stranger(
                "PUT /leads/{id}/contact-points",
                theirs + "/contact-points",
                Map.of(
                        "version",
                        0,
                        "contactPoints",
                        List.of(Map.of("kind", "mobile", "value", "+447700900999", "primary", true))));
        stranger(
                "POST /leads/{id}/reassign",
                theirs + "/reassign",
                Map.of("version", 0, "owner", globex.id("user")),
                new Call(
                        "POST",
                        own + "/reassign",
                        Map.of("version", globex.version("lead"), "owner", acme.id("user")),
                        Expected.REFUSED));
        stranger("GET /leads/{id}/transitions", theirs + "/transitions", null);
        stranger("GET /leads/{id}/status-history", theirs + "/status-history", null);
        var followUp = Map.of(
                "title",
                "Ours",
                "dueAt",
                Instant.now().plus(Duration.ofDays(3)).toString(),
                "assignee",
                acme.id("user"));
        stranger(
                "POST /leads/{id}/transition",
                theirs + "/transition",
                Map.of("version", 0, "to", "documents_collected"),
                new Call(
                        "POST",
                        own + "/transition",
                        Map.of("version", globex.version("lead"), "to", "follow_up_scheduled", "task", followUp),
                        Expected.REFUSED));
        cover(
                "PATCH /leads/{id}",
                new Call(
                        "PATCH",
                        own,
                        Map.of("version", globex.version("lead"), "caller", acme.id("user")),
                        Expected.REFUSED));
    }

    private void tasks(Inhabited acme, Inhabited globex) {
        var theirs = "/tasks/" + acme.id("task");
        var own = "/tasks/" + globex.id("task");
        var later = Instant.now().plus(Duration.ofDays(3)).toString();
        var parent = Map.of("object", "lead", "id", acme.id("lead"));
        ours(
                "GET /tasks",
                "/tasks?limit=200",
                "/tasks?filter=" + test("assignee", "eq", acme.id("user")),
                "/tasks?filter=" + test("parent", "eq", acme.id("lead")));
        ours("GET /tasks/export", "/tasks/export?format=csv");
        ours("GET /tasks/aggregate", "/tasks/aggregate?groupBy=assignee");
        cover("GET /tasks/board", new Call("GET", "/tasks/board", null, Expected.REFUSED));
        cover(
                "POST /tasks",
                new Call(
                        "POST",
                        "/tasks",
                        Map.of("title", "Ours", "kind", "todo", "dueAt", later, "assignee", acme.id("user")),
                        Expected.REFUSED),
                new Call(
                        "POST",
                        "/tasks",
                        Map.of("title", "Ours", "kind", "todo", "dueAt", later, "parent", parent),
                        Expected.REFUSED));
        cover(
                "PATCH /tasks/{id}",
                new Call("PATCH", own, Map.of("version", 0, "assignee", acme.id("user")), Expected.REFUSED),
                new Call("PATCH", own, Map.of("version", 0, "parent", parent), Expected.REFUSED));
        for (var move : List.of("start", "complete", "cancel", "reopen")) {
            stranger("POST /tasks/{id}/" + move, theirs + "/" + move, AT_VERSION);
        }
        stranger("POST /tasks/{id}/postpone", theirs + "/postpone", Map.of("version", 0, "dueAt", later));
    }

    /// What every object has.
    private void spine(String plural, String key, Inhabited acme, Inhabited globex) {
        var path = "/" + plural;
        var theirs = path + "/" + acme.id(key);
        var own = path + "/" + globex.id(key);
        stranger("GET " + path + "/{id}", theirs, null);
        stranger("PATCH " + path + "/{id}", theirs, Map.of("version", 0, "title", "Ours"));
        stranger("DELETE " + path + "/{id}", theirs + "?version=0", null);
        stranger("POST " + path + "/{id}/restore", theirs + "/restore", null);
        stranger("GET " + path + "/{id}/timeline", theirs + "/timeline", null);
        stranger("GET " + path + "/{id}/history", theirs + "/history", null);
        stranger("PUT " + path + "/{id}/favourite", theirs + "/favourite", null);
        stranger("DELETE " + path + "/{id}/favourite", theirs + "/favourite", null);
        stranger(
                "POST " + path + "/{id}/comments",
                theirs + "/comments",
                Map.of("text", "Ours"),
                new Call(
                        "POST",
                        own + "/comments",
                        Map.of("text", "Ours", "mentions", List.of(acme.id("user"))),
                        Expected.REFUSED));
        var change = Map.of("text", "Ours", "version", 0);
        var comment = "/comments/" + acme.id(key + "Comment");
        stranger(
                "PATCH " + path + "/{id}/comments/{commentId}",
                theirs + comment,
                change,
                new Call("PATCH", own + comment, change, Expected.NOT_FOUND));
        stranger(
                "DELETE " + path + "/{id}/comments/{commentId}",
                theirs + comment,
                null,
                new Call("DELETE", own + comment, null, Expected.NOT_FOUND));
        stranger(
                "POST " + path + "/{id}/unmask",
                theirs + "/unmask",
                Map.of("fields", List.of("createdBy"), "reason", "Ours"));
        stranger(
                "GET " + path + "/{id}/explain",
                theirs + "/explain",
                null,
                new Call("GET", own + "/explain?userId=" + acme.id("user"), null, Expected.REFUSED));
        stranger("GET " + path + "/{id}/dossier", theirs + "/dossier", null);
        stranger("POST " + path + "/{id}/erase", theirs + "/erase", Map.of("version", 0, "reason", "Ours"));
        stranger("GET " + path + "/{id}/shares", theirs + "/shares", null);
        stranger(
                "POST " + path + "/{id}/shares",
                theirs + "/shares",
                Map.of("userId", globex.id("user"), "right", "read"),
                new Call("POST", own + "/shares", Map.of("userId", acme.id("user"), "right", "read"), Expected.REFUSED),
                new Call(
                        "POST", own + "/shares", Map.of("teamId", acme.id("team"), "right", "read"), Expected.REFUSED));
        var share = "/shares/" + acme.id(key + "Share");
        stranger(
                "DELETE " + path + "/{id}/shares/{shareId}",
                theirs + share,
                null,
                new Call("DELETE", own + share, null, Expected.NOT_FOUND));
    }

    private void deals(Inhabited acme, Inhabited globex) {
        var theirs = "/deals/" + acme.id("deal");
        var own = "/deals/" + globex.id("deal");
        ours(
                "GET /deals",
                "/deals?limit=200",
                "/deals?filter=" + test("owner", "eq", acme.id("user")),
                "/deals?filter=" + test("lead", "eq", acme.id("lead")),
                "/deals?filter=" + test("pipeline", "eq", acme.id("pipeline")),
                "/deals?filter=" + test("title", "contains", CANARY.substring(0, 5)));
        ours("GET /deals/aggregate", "/deals/aggregate?groupBy=owner");
        ours("GET /deals/board");
        ours("GET /deals/forecast", "/deals/forecast", "/deals/forecast?pipeline=" + acme.id("pipeline"));
        ours("GET /deals/export", "/deals/export?format=csv");
        cover(
                "POST /deals",
                new Call("POST", "/deals", Map.of("title", "Ours", "owner", acme.id("user")), Expected.REFUSED),
                new Call("POST", "/deals", Map.of("title", "Ours", "pipeline", acme.id("pipeline")), Expected.REFUSED),
                new Call("POST", "/deals", Map.of("title", "Ours", "lead", acme.id("lead")), Expected.REFUSED),
                new Call("POST", "/deals", Map.of("title", "Ours", "account", acme.id("account")), Expected.REFUSED),
                new Call("POST", "/deals", Map.of("title", "Ours", "contact", acme.id("contact")), Expected.REFUSED),
                new Call("POST", "/deals", Map.of("title", "Ours", "partner", acme.id("partner")), Expected.REFUSED));
        cover(
                "PATCH /deals/{id}",
                new Call("PATCH", own, Map.of("version", 0, "lead", acme.id("lead")), Expected.REFUSED),
                new Call("PATCH", own, Map.of("version", 0, "watchers", List.of(acme.id("user"))), Expected.REFUSED));
        stranger("GET /deals/{id}/transitions", theirs + "/transitions", null);
        stranger("GET /deals/{id}/status-history", theirs + "/status-history", null);
        stranger("POST /deals/{id}/transition", theirs + "/transition", Map.of("version", 0, "to", "advised"));
        stranger(
                "POST /deals/{id}/reassign",
                theirs + "/reassign",
                Map.of("version", 0, "owner", globex.id("user")),
                new Call("POST", own + "/reassign", Map.of("version", 0, "owner", acme.id("user")), Expected.REFUSED));
    }

    private void tickets(Inhabited acme, Inhabited globex) {
        var theirs = "/tickets/" + acme.id("ticket");
        var own = "/tickets/" + globex.id("ticket");
        ours(
                "GET /tickets",
                "/tickets?limit=200",
                "/tickets?filter=" + test("owner", "eq", acme.id("user")),
                "/tickets?filter=" + test("contact", "eq", acme.id("contact")),
                "/tickets?filter=" + test("pipeline", "eq", acme.id("pipeline")),
                "/tickets?filter=" + test("title", "contains", CANARY.substring(0, 5)));
        ours("GET /tickets/aggregate", "/tickets/aggregate?groupBy=owner");
        ours("GET /tickets/board");
        ours("GET /tickets/export", "/tickets/export?format=csv");
        ours("GET /tickets/satisfaction");
        ours("GET /tickets/sla");
        cover(
                "PUT /tickets/sla",
                new Call("PUT", "/tickets/sla", Map.of("version", 7, "policy", Map.of()), Expected.REFUSED));
        cover(
                "POST /tickets",
                new Call("POST", "/tickets", Map.of("title", "Ours", "owner", acme.id("user")), Expected.REFUSED),
                new Call(
                        "POST", "/tickets", Map.of("title", "Ours", "pipeline", acme.id("pipeline")), Expected.REFUSED),
                new Call("POST", "/tickets", Map.of("title", "Ours", "lead", acme.id("lead")), Expected.REFUSED),
                new Call("POST", "/tickets", Map.of("title", "Ours", "account", acme.id("account")), Expected.REFUSED),
                new Call("POST", "/tickets", Map.of("title", "Ours", "contact", acme.id("contact")), Expected.REFUSED));
        cover(
                "PATCH /tickets/{id}",
                new Call("PATCH", own, Map.of("version", 0, "contact", acme.id("contact")), Expected.REFUSED));
        stranger("GET /tickets/{id}/transitions", theirs + "/transitions", null);
        stranger("GET /tickets/{id}/status-history", theirs + "/status-history", null);
        var macro = acme.admin
                .post("/tickets/macros", Map.of("name", CANARY, "text", CANARY))
                .data()
                .path("id")
                .asString();
        ours("GET /tickets/macros");
        cover(
                "POST /tickets/macros",
                new Call("POST", "/tickets/macros", Map.of("name", "Ours", "text", "Ours"), Expected.OURS));
        stranger(
                "PUT /tickets/macros/{id}",
                "/tickets/macros/" + macro,
                Map.of("version", 0, "macro", Map.of("name", "Ours", "text", "Ours")));
        stranger("DELETE /tickets/macros/{id}", "/tickets/macros/" + macro + "?version=0", null);
        stranger("GET /tickets/{id}/macros", theirs + "/macros", null);
        cover(
                "POST /tickets/{id}/macro",
                new Call("POST", theirs + "/macro", Map.of("version", 0, "macro", macro), Expected.NOT_FOUND),
                new Call("POST", own + "/macro", Map.of("version", 0, "macro", macro), Expected.NOT_FOUND));
        stranger(
                "POST /tickets/{id}/split",
                theirs + "/split",
                Map.of("comment", acme.id("ticketComment"), "title", "Ours"));
        var call = "/tickets/from-call/" + acme.id("task");
        stranger("GET /tickets/from-call/{task}", call, null);
        stranger("POST /tickets/from-call/{task}", call, null);
        // Under another company's name a ticket is none.
        var mixed = new OpaqueToken(globex.tenant.id(), UUID.fromString(acme.id("ticket")), new byte[32]).text("tr_");
        refused("POST /public/ratings/link", "/public/ratings/link", Map.of("token", mixed));
        refused("POST /public/ratings", "/public/ratings", Map.of("token", mixed, "satisfaction", 1));
        stranger("POST /tickets/{id}/rating-link", theirs + "/rating-link", null);
        stranger("POST /tickets/{id}/transition", theirs + "/transition", Map.of("version", 0, "to", "open"));
        stranger(
                "POST /tickets/{id}/reassign",
                theirs + "/reassign",
                Map.of("version", 0, "owner", globex.id("user")),
                new Call("POST", own + "/reassign", Map.of("version", 0, "owner", acme.id("user")), Expected.REFUSED));
    }

    private void partners(Inhabited acme, Inhabited globex) {
        var own = "/partners/" + globex.id("partner");
        ours(
                "GET /partners",
                "/partners?limit=200",
                "/partners?filter=" + test("manager", "eq", acme.id("user")),
                "/partners?filter=" + test("name", "contains", CANARY.substring(0, 5)));
        ours("GET /partners/aggregate", "/partners/aggregate?groupBy=manager");
        cover("GET /partners/board", new Call("GET", "/partners/board", null, Expected.REFUSED));
        ours("GET /partners/export", "/partners/export?format=csv");
        cover(
                "POST /partners",
                new Call("POST", "/partners", Map.of("name", "Ours", "manager", acme.id("user")), Expected.REFUSED));
        stranger(
                "PATCH /partners/{id}",
                "/partners/" + acme.id("partner"),
                Map.of("version", 0, "name", "Ours"),
                new Call("PATCH", own, Map.of("version", 0, "manager", acme.id("user")), Expected.REFUSED));
    }

    private void holdings(Inhabited acme, Inhabited globex) {
        var own = "/holdings/" + globex.id("holding");
        ours(
                "GET /holdings",
                "/holdings?limit=200",
                "/holdings?filter=" + test("account", "eq", acme.id("account")),
                "/holdings?filter=" + test("name", "contains", CANARY.substring(0, 5)));
        ours("GET /holdings/aggregate", "/holdings/aggregate?groupBy=status");
        cover("GET /holdings/board", new Call("GET", "/holdings/board", null, Expected.REFUSED));
        ours("GET /holdings/export", "/holdings/export?format=csv");
        cover(
                "POST /holdings",
                new Call("POST", "/holdings", Map.of("name", "Ours", "account", acme.id("account")), Expected.REFUSED));
        stranger(
                "PATCH /holdings/{id}",
                "/holdings/" + acme.id("holding"),
                Map.of("version", 0, "name", "Ours"),
                new Call("PATCH", own, Map.of("version", 0, "account", acme.id("account")), Expected.REFUSED));
    }

    private void proposals(Inhabited acme, Inhabited globex) {
        var theirs = "/proposals/" + acme.id("proposal");
        var own = "/proposals/" + globex.id("proposal");
        ours(
                "GET /proposals",
                "/proposals?limit=200",
                "/proposals?filter=" + test("deal", "eq", acme.id("deal")),
                "/proposals?filter=" + test("title", "contains", CANARY.substring(0, 5)));
        ours("GET /proposals/aggregate", "/proposals/aggregate?groupBy=status");
        cover("GET /proposals/board", new Call("GET", "/proposals/board", null, Expected.REFUSED));
        ours("GET /proposals/export", "/proposals/export?format=csv");
        cover(
                "POST /proposals",
                new Call("POST", "/proposals", Map.of("deal", acme.id("deal"), "title", "Ours"), Expected.REFUSED));
        stranger(
                "PATCH /proposals/{id}",
                theirs,
                Map.of("version", 0, "title", "Ours"),
                new Call("PATCH", own, Map.of("version", 0, "deal", acme.id("deal")), Expected.REFUSED));
        stranger("GET /proposals/{id}/lines", theirs + "/lines", null);
        stranger(
                "PUT /proposals/{id}/lines",
                theirs + "/lines",
                Map.of("version", 0, "currency", "INR", "lines", List.of()));
        stranger("GET /proposals/{id}/changes", theirs + "/changes", null);
        stranger("GET /proposals/{id}/pdf", theirs + "/pdf", null);
        stranger("POST /proposals/{id}/link", theirs + "/link", null);
        for (var step : List.of("ask-approval", "send", "withdraw", "versions")) {
            stranger("POST /proposals/{id}/" + step, theirs + "/" + step, AT_VERSION);
        }
        // Under another company's name a proposal is none.
        var mixed = new OpaqueToken(globex.tenant.id(), UUID.fromString(acme.id("proposal")), new byte[32]).text("pp_");
        refused("POST /public/proposals/link", "/public/proposals/link", Map.of("token", mixed));
        refused("POST /public/proposals/pdf", "/public/proposals/pdf", Map.of("token", mixed));
        refused(
                "POST /public/proposals/accept",
                "/public/proposals/accept",
                Map.of("token", mixed, "name", "Somebody else"));
        refused(
                "POST /public/proposals/decline",
                "/public/proposals/decline",
                Map.of("token", mixed, "reason", "Not ours"));
    }

    private void merging(Inhabited acme, Inhabited globex) {
        var theirs = acme.id("contact");
        var own = globex.id("contact");
        cover(
                "GET /merges",
                new Call("GET", "/merges?object=contact&record=" + theirs, null, Expected.NOT_FOUND),
                new Call("GET", "/merges?object=contact&record=" + own, null, Expected.OURS));
        cover(
                "POST /merges/preview",
                new Call(
                        "POST",
                        "/merges/preview",
                        Map.of("object", "contact", "keep", own, "merge", theirs),
                        Expected.REFUSED),
                new Call(
                        "POST",
                        "/merges/preview",
                        Map.of("object", "contact", "keep", theirs, "merge", own),
                        Expected.REFUSED));
        cover(
                "POST /merges",
                new Call("POST", "/merges", merge(own, theirs), Expected.REFUSED),
                new Call("POST", "/merges", merge(theirs, own), Expected.REFUSED));
        stranger("POST /merges/{id}/undo", "/merges/" + acme.id("merge") + "/undo", null);
        ours("GET /duplicates", "/duplicates?object=contact", "/duplicates?object=account");
        ours("GET /duplicates/search", "/duplicates/search?object=contact");
        cover(
                "POST /duplicates/search",
                new Call("POST", "/duplicates/search", Map.of("object", "contact"), Expected.OURS));
        stranger("POST /duplicates/{id}/dismiss", "/duplicates/" + acme.id("contact") + "/dismiss", null);
        var lead = "/leads/" + acme.id("lead") + "/conversion";
        var ours = "/leads/" + globex.id("lead") + "/conversion";
        stranger("GET /leads/{id}/conversion", lead, null);
        stranger(
                "POST /leads/{id}/conversion",
                lead,
                AT_VERSION,
                new Call(
                        "POST",
                        ours,
                        Map.of("version", globex.version("lead"), "account", Map.of("id", acme.id("account"))),
                        Expected.REFUSED),
                new Call(
                        "POST",
                        ours,
                        Map.of("version", globex.version("lead"), "contact", Map.of("id", theirs)),
                        Expected.REFUSED));
    }

    private static Map<String, Object> merge(String keep, String merge) {
        return Map.of(
                "object",
                "contact",
                "keep",
                Map.of("id", keep, "version", 0),
                "merge",
                Map.of("id", merge, "version", 0));
    }

    private void parties(String plural, String key, Inhabited acme, Inhabited globex) {
        var path = "/" + plural;
        var theirs = path + "/" + acme.id(key);
        var own = path + "/" + globex.id(key);
        ours(
                "GET " + path,
                path + "?limit=200",
                path + "?deleted=true",
                path + "?filter=" + test("owner", "eq", acme.id("user")),
                path + "?filter=" + test("phone", "eq", PHONE),
                path + "?filter=" + test("name", "contains", CANARY.substring(0, 5)));
        ours("GET " + path + "/aggregate", path + "/aggregate?groupBy=owner");
        cover("GET " + path + "/board", new Call("GET", path + "/board", null, Expected.REFUSED));
        ours("GET " + path + "/export", path + "/export?format=csv");
        var name = key.equals("account") ? "name" : "firstName";
        var belongs = key.equals("account") ? "parent" : "account";
        // The same person is a customer of both: neither hears of the other.
        cover(
                "POST " + path,
                new Call("POST", path, Map.of(name, "Ours", "phone", PHONE), Expected.OURS),
                new Call("POST", path, Map.of(name, "Ours", "owner", acme.id("user")), Expected.REFUSED),
                new Call("POST", path, Map.of(name, "Ours", belongs, acme.id("account")), Expected.REFUSED));
        cover(
                "POST " + path + "/duplicates",
                new Call(
                        "POST",
                        path + "/duplicates",
                        Map.of("name", CANARY, "phone", "+447700900654", "exclude", acme.id(key)),
                        Expected.OURS));
        stranger(
                "PATCH " + path + "/{id}",
                theirs,
                Map.of("version", 0, "notes", "Ours"),
                new Call("PATCH", own, Map.of("version", 0, belongs, acme.id("account")), Expected.REFUSED));
        stranger("GET " + path + "/{id}/contact-points", theirs + "/contact-points", null);
        stranger(
                "PUT " + path + "/{id}/contact-points",
                theirs + "/contact-points",
                Map.of("version", 0, "contactPoints", List.of()));
        stranger(
                "POST " + path + "/{id}/reassign",
                theirs + "/reassign",
                Map.of("version", 0, "owner", globex.id("user")),
                new Call("POST", own + "/reassign", Map.of("version", 0, "owner", acme.id("user")), Expected.REFUSED));
    }

    private void administration(Inhabited acme, Inhabited globex) {
        ours(
                "GET /users",
                "/users?limit=100",
                "/users?teamId=" + acme.id("team"),
                "/users?partnerId=" + acme.id("partner"),
                "/users?query=" + CANARY);
        ours("GET /users/directory");
        var person = Map.of("name", "Ours", "email", "new@example.com", "roleIds", List.of(globex.id("role")));
        cover(
                "POST /users",
                new Call("POST", "/users", with(person, "roleIds", List.of(acme.id("role"))), Expected.REFUSED),
                new Call("POST", "/users", with(person, "teamId", acme.id("team")), Expected.REFUSED),
                new Call("POST", "/users", with(person, "managerId", acme.id("user")), Expected.REFUSED),
                new Call("POST", "/users", with(person, "partnerId", acme.id("partner")), Expected.REFUSED),
                new Call(
                        "POST",
                        "/users",
                        with(person, "territoryIds", List.of(acme.id("territory"))),
                        Expected.REFUSED),
                new Call("POST", "/users", with(person, "supports", List.of(acme.id("user"))), Expected.REFUSED));
        var own = "/users/" + globex.id("user");
        var theirs = "/users/" + acme.id("user");
        stranger(
                "PATCH /users/{id}",
                theirs,
                Map.of("version", 0, "name", "Ours"),
                new Call("PATCH", own, Map.of("version", 0, "roleIds", List.of(acme.id("role"))), Expected.REFUSED),
                new Call("PATCH", own, Map.of("version", 0, "teamId", acme.id("team")), Expected.REFUSED),
                new Call("PATCH", own, Map.of("version", 0, "managerId", acme.id("user")), Expected.REFUSED),
                new Call("PATCH", own, Map.of("version", 0, "partnerId", acme.id("partner")), Expected.REFUSED),
                new Call(
                        "PATCH",
                        own,
                        Map.of("version", 0, "territoryIds", List.of(acme.id("territory"))),
                        Expected.REFUSED),
                new Call("PATCH", own, Map.of("version", 0, "supports", List.of(acme.id("user"))), Expected.REFUSED));
        stranger("POST /users/{id}/activate", theirs + "/activate", AT_VERSION);
        stranger("POST /users/{id}/deactivate", theirs + "/deactivate", AT_VERSION);
        stranger("POST /users/{id}/second-factor/reset", theirs + "/second-factor/reset", null);
        stranger("POST /users/{id}/one-time-password", theirs + "/one-time-password", null);
        ours("GET /api-keys", "/api-keys", "/api-keys?everybody=true", "/api-keys?user=" + acme.id("user"));
        cover(
                "POST /api-keys",
                new Call("POST", "/api-keys", Map.of("name", "Ours", "scopes", List.of("read")), Expected.OURS));
        stranger("DELETE /api-keys/{id}", "/api-keys/" + acme.id("apiKey"), null);
        stranger("POST /users/{id}/invitation", theirs + "/invitation", null);
        stranger("DELETE /users/{id}/invitation", theirs + "/invitation", null);
        stranger("POST /users/{id}/reopen-sign-in", theirs + "/reopen-sign-in", null);
        ours("GET /teams");
        cover(
                "POST /teams",
                new Call("POST", "/teams", Map.of("name", "New", "parentId", acme.id("team")), Expected.REFUSED),
                new Call("POST", "/teams", Map.of("name", "New", "leaderId", acme.id("user")), Expected.REFUSED));
        var team = "/teams/" + globex.id("team");
        stranger(
                "PATCH /teams/{id}",
                "/teams/" + acme.id("team"),
                Map.of("version", 0, "name", "Ours"),
                new Call("PATCH", team, Map.of("version", 0, "parentId", acme.id("team")), Expected.REFUSED),
                new Call("PATCH", team, Map.of("version", 0, "leaderId", acme.id("user")), Expected.REFUSED));
        stranger("DELETE /teams/{id}", "/teams/" + acme.id("team") + "?version=0", null);
        ours("GET /territories");
        cover("POST /territories", new Call("POST", "/territories", territory("Ours", "pune"), Expected.OURS));
        stranger(
                "PUT /territories/{id}",
                "/territories/" + acme.id("territory"),
                with(territory("Ours", "goa"), "version", 0));
        stranger("DELETE /territories/{id}", "/territories/" + acme.id("territory") + "?version=0", null);
        ours("GET /company");
        var company = Map.of(
                "version",
                1,
                "name",
                "Ours",
                "timeZone",
                "Asia/Kolkata",
                "currency",
                "INR",
                "defaultCountry",
                "IN",
                "locale",
                "en",
                "settings",
                Map.of());
        cover("PUT /company", new Call("PUT", "/company", company, Expected.OURS));
        ours("GET /roles");
        ours("GET /roles/options");
        cover(
                "POST /roles",
                new Call("POST", "/roles", Map.of("name", "Fresh", "definition", Inhabited.NO_RIGHTS), Expected.OURS));
        stranger("PATCH /roles/{id}", "/roles/" + acme.id("role"), Map.of("version", 0, "name", "Ours"));
        stranger("DELETE /roles/{id}", "/roles/" + acme.id("role") + "?version=0", null);
        ours("GET /views", "/views?object=lead", "/views?object=task");
        cover(
                "POST /views",
                new Call(
                        "POST",
                        "/views",
                        Map.of(
                                "object",
                                "lead",
                                "name",
                                "Fresh",
                                "definition",
                                Map.of(),
                                "shared",
                                true,
                                "position",
                                1),
                        Expected.OURS));
        stranger("PATCH /views/{id}", "/views/" + acme.id("view"), Map.of("version", 0, "name", "Ours"));
        stranger("DELETE /views/{id}", "/views/" + acme.id("view") + "?version=0", null);
    }

    private void pipelines(Inhabited acme) {
        ours("GET /pipelines", "/pipelines?kind=lead");
        ours("GET /pipelines/presets");
        cover(
                "POST /pipelines",
                new Call("POST", "/pipelines", Map.of("preset", "simple", "name", "Fresh"), Expected.OURS));
        var theirs = "/pipelines/" + acme.id("pipeline");
        stranger(
                "PUT /pipelines/{id}",
                theirs,
                Map.of(
                        "version",
                        0,
                        "name",
                        "Ours",
                        "statuses",
                        List.of(Map.of("key", "new", "label", "New", "group", "open", "color", "info"))));
        stranger("POST /pipelines/{id}/default", theirs + "/default", null);
    }

    private void sso(Inhabited acme, Inhabited globex) {
        var theirs = "/sso/providers/" + acme.id("provider");
        ours("GET /sso/options", "/sso/options?tenant=" + globex.tenant.slug());
        stranger(
                "POST /sso/start",
                "/sso/start",
                Map.of("tenant", globex.tenant.slug(), "provider", acme.id("provider")));
        ours("GET /sso/providers");
        refused("POST /sso/providers", "/sso/providers", provider("More", acme.id("role")));
        var change = new HashMap<>(provider("Ours", null));
        change.put("version", 0);
        stranger("PUT /sso/providers/{id}", theirs, change);
        stranger("DELETE /sso/providers/{id}", theirs + "?version=0", null);
        stranger("POST /sso/providers/{id}/test", theirs + "/test", null);
        cover("PUT /sso/passwords", new Call("PUT", "/sso/passwords", Map.of("passwords", true), Expected.OURS));
        stranger("DELETE /sso/links/{userId}", "/sso/links/" + acme.id("user"), null);
        stranger("POST /auth/view-as", "/auth/view-as", Map.of("userId", acme.id("user")));
        ours("DELETE /auth/view-as");
    }

    private static Map<String, @Nullable Object> provider(String name, @Nullable String role) {
        var body = new HashMap<String, @Nullable Object>(Map.of(
                "name",
                name,
                "issuer",
                "http://localhost:9",
                "clientId",
                "sangam",
                "clientSecret",
                "never shown again",
                "domains",
                List.of("example.com"),
                "active",
                true));
        body.put("roleId", role);
        return body;
    }

    private void fields(Inhabited acme) {
        ours("GET /fields", "/fields?object=lead", "/fields?object=task");
        cover(
                "POST /fields",
                new Call("POST", "/fields", Map.of("object", "lead", "kind", "text", "label", "Fresh"), Expected.OURS));
        refused("POST /fields/order", "/fields/order", Map.of("object", "lead", "ids", List.of(acme.id("field"))));
        var theirs = "/fields/" + acme.id("field");
        stranger("PATCH /fields/{id}", theirs, Map.of("version", 0, "label", "Ours"));
        stranger("GET /fields/{id}/impact", theirs + "/impact", null);
        stranger("DELETE /fields/{id}", theirs + "?version=0&values=1", null);
    }

    private void webhooks(Inhabited acme) {
        var theirs = "/webhooks/" + acme.id("webhook");
        var delivery = "/webhooks/deliveries/" + acme.id("webhookDelivery");
        ours("GET /webhooks");
        ours("GET /webhooks/events");
        ours("GET /webhooks/deliveries", "/webhooks/deliveries", "/webhooks/deliveries?webhook=" + acme.id("webhook"));
        cover(
                "POST /webhooks",
                new Call(
                        "POST",
                        "/webhooks",
                        Map.of("name", "Ours", "url", "http://localhost:9/", "events", List.of("lead.deleted")),
                        Expected.OURS));
        stranger("PATCH /webhooks/{id}", theirs, Map.of("version", 0, "name", "Ours"));
        stranger("DELETE /webhooks/{id}", theirs + "?version=0", null);
        stranger("POST /webhooks/{id}/secret", theirs + "/secret", Map.of("overlapHours", 1));
        stranger("POST /webhooks/{id}/test", theirs + "/test", null);
        stranger("POST /webhooks/{id}/replay", theirs + "/replay", null);
        stranger("GET /webhooks/deliveries/{id}", delivery, null);
        stranger("POST /webhooks/deliveries/{id}/replay", delivery + "/replay", null);
    }

    private void sources(Inhabited acme, Inhabited globex) {
        var theirs = "/lead-sources/" + acme.id("source");
        var arrival = "/lead-sources/arrivals/" + acme.id("arrival");
        ours("GET /lead-sources");
        ours("GET /lead-sources/arrivals", "/lead-sources/arrivals?source=" + acme.id("source"));
        cover("POST /lead-sources", new Call("POST", "/lead-sources", form("Ours"), Expected.OURS));
        cover(
                "POST /lead-sources/preview",
                new Call(
                        "POST",
                        "/lead-sources/preview",
                        Map.of(
                                "definition",
                                Map.of("kind", "webhook", "mappings", List.of(Map.of("field", "phone", "path", "p"))),
                                "payload",
                                Map.of("p", PHONE)),
                        Expected.OURS));
        stranger("PATCH /lead-sources/{id}", theirs, Map.of("version", 0, "name", "Ours"));
        stranger("DELETE /lead-sources/{id}", theirs + "?version=0", null);
        stranger("POST /lead-sources/{id}/secret", theirs + "/secret", null);
        stranger("GET /lead-sources/arrivals/{id}", arrival, null);
        stranger("POST /lead-sources/arrivals/{id}/replay", arrival + "/replay", null);
        // One company's key opens nothing under another's name.
        stranger(
                "POST /public/forms/{company}/{key}",
                "/public/forms/" + globex.tenant.slug() + "/" + acme.id("sourceKey"),
                Map.of("values", Map.of("phone", PHONE)));
        stranger(
                "POST /public/hooks/{company}/{key}",
                "/public/hooks/" + globex.tenant.slug() + "/" + acme.id("sourceKey"),
                Map.of("p", PHONE));
    }

    private static Map<String, Object> form(String word) {
        return Map.of(
                "name",
                word,
                "definition",
                Map.of(
                        "kind",
                        "form",
                        "title",
                        word,
                        "questions",
                        List.of(Map.of("field", "phone", "label", word, "required", true)),
                        "button",
                        word,
                        "thanks",
                        word,
                        "origins",
                        List.of(),
                        "leadSource",
                        "website"));
    }

    private void assignment(Inhabited acme, Inhabited globex) {
        ours("GET /assignment-rules", "/assignment-rules?object=lead");
        var targets = List.of(
                Map.of("type", "user", "userId", acme.id("user")),
                Map.of("type", "team", "teamId", acme.id("team")),
                Map.of("type", "roundRobin", "userIds", List.of(acme.id("user"))),
                Map.of("type", "leastLoaded", "teamId", acme.id("team")));
        var everything = Map.of("and", List.of());
        for (var target : targets) {
            refused(
                    "POST /assignment-rules",
                    "/assignment-rules",
                    Map.of("name", "Ours", "filter", everything, "target", target));
            cover(
                    "PATCH /assignment-rules/{id}",
                    new Call(
                            "PATCH",
                            "/assignment-rules/" + globex.id("rule"),
                            Map.of("version", 0, "target", target),
                            Expected.REFUSED));
        }
        var theirs = "/assignment-rules/" + acme.id("rule");
        stranger("PATCH /assignment-rules/{id}", theirs, Map.of("version", 0, "name", "Ours"));
        stranger("DELETE /assignment-rules/{id}", theirs + "?version=0", null);
        stranger("GET /shifts/{id}", "/shifts/" + acme.id("user"), null);
        stranger("PUT /shifts/{id}", "/shifts/" + acme.id("user"), Map.of("version", 0, "week", Map.of()));
        ours("GET /assignment-requests", "/assignment-requests", "/assignment-requests?mine=true");
        cover(
                "POST /assignment-requests",
                new Call(
                        "POST",
                        "/assignment-requests",
                        Map.of("object", "lead", "record", acme.id("lead"), "reason", "He called me"),
                        Expected.NOT_FOUND));
        var wish = "/assignment-requests/" + acme.id("wish");
        stranger("POST /assignment-requests/{id}/approve", wish + "/approve", null);
        stranger("POST /assignment-requests/{id}/reject", wish + "/reject", Map.of("reason", "No"));
        stranger("POST /assignment-requests/{id}/withdraw", wish + "/withdraw", null);
        ours("GET /recycling");
        cover(
                "POST /recycling",
                new Call(
                        "POST",
                        "/recycling",
                        Map.of("object", "lead", "record", acme.id("lead"), "version", 0, "reason", "Ours"),
                        Expected.NOT_FOUND));
        stranger("POST /recycling/{id}/take", "/recycling/" + acme.id("lying") + "/take", null);
        refused("POST /assignment-rules/test", "/assignment-rules/test", Map.of("record", acme.id("lead")));
    }

    private void approvals(Inhabited acme, Inhabited globex) {
        ours("GET /approvals", "/approvals", "/approvals?which=asked", "/approvals?which=decided");
        ours("GET /approvals/policies", "/approvals/policies?object=deal");
        var request = "/approvals/" + acme.id("approval");
        stranger("GET /approvals/{id}", request, null);
        stranger("GET /approvals/records/{object}/{record}", "/approvals/records/deal/" + acme.id("deal"), null);
        stranger("POST /approvals/{id}/approve", request + "/approve", Map.of("step", 0));
        stranger("POST /approvals/{id}/reject", request + "/reject", Map.of("step", 0, "reason", "No"));
        stranger(
                "POST /approvals/{id}/delegate",
                request + "/delegate",
                Map.of("step", 0, "user", globex.id("user")),
                new Call(
                        "POST",
                        "/approvals/" + globex.id("approval") + "/delegate",
                        Map.of("step", 0, "user", acme.id("user")),
                        Expected.REFUSED));
        stranger("POST /approvals/{id}/withdraw", request + "/withdraw", null);
        cover(
                "POST /approvals",
                new Call(
                        "POST",
                        "/approvals",
                        Map.of("object", "deal", "record", acme.id("deal"), "to", "won"),
                        Expected.NOT_FOUND));
        var theirs = List.of(Map.of("approver", Map.of("type", "user", "userId", acme.id("user"))));
        refused(
                "POST /approvals/policies",
                "/approvals/policies",
                Map.of("object", "deal", "name", "Ours", "filter", Map.of("and", List.of()), "steps", theirs));
        var policy = "/approvals/policies/" + acme.id("policy");
        stranger(
                "PATCH /approvals/policies/{id}",
                policy,
                Map.of("version", 0, "name", "Ours"),
                new Call(
                        "PATCH",
                        "/approvals/policies/" + globex.id("policy"),
                        Map.of("version", 0, "steps", theirs),
                        Expected.REFUSED));
        stranger("DELETE /approvals/policies/{id}", policy + "?version=0", null);
        refused(
                "POST /approvals/policies/test",
                "/approvals/policies/test",
                Map.of("object", "deal", "record", acme.id("deal")));
    }

    private void cover(String operation, Call... calls) {
        table.computeIfAbsent(operation, _ -> new ArrayList<>()).addAll(List.of(calls));
    }

    private void stranger(String operation, String path, @Nullable Object body, Call... besides) {
        cover(operation, new Call(operation.substring(0, operation.indexOf(' ')), path, body, Expected.NOT_FOUND));
        cover(operation, besides);
    }

    private void refused(String operation, String path, Object body) {
        cover(operation, new Call(operation.substring(0, operation.indexOf(' ')), path, body, Expected.REFUSED));
    }

    /// Without paths: the operation's own.
    private void ours(String operation, String... paths) {
        var method = operation.substring(0, operation.indexOf(' '));
        for (var path : paths.length == 0 ? new String[] {operation.substring(method.length() + 1)} : paths) {
            cover(operation, new Call(method, path, null, Expected.OURS));
        }
    }

    private static Map<String, Object> with(Map<String, ?> body, String name, Object value) {
        var more = new HashMap<String, Object>(body);
        more.put(name, value);
        return more;
    }

    private static String test(String field, String op, String value) {
        return URLEncoder.encode(
                "{\"field\":\"%s\",\"op\":\"%s\",\"value\":\"%s\"}".formatted(field, op, value),
                StandardCharsets.UTF_8);
    }

    /// Waits until nothing is to be delivered any more, so that whatever changes afterwards was changed by a stranger.
    private void settle(TenantId tenant) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> in(
                                tenant,
                                () -> db.fetchSingle(
                                        "select count(*) from events.delivery where tenant_id = ? and status ="
                                                + " 'pending'",
                                        tenant.value()))
                        .get(0, Integer.class)
                        .equals(0));
    }

    /// A digest of every row of a company, table by table; sessions and what the nightly search for duplicates writes,
    /// which live while one looks, are left out.
    private Map<String, String> fingerprint(TenantId tenant) {
        return in(tenant, () -> {
            var digests = new TreeMap<String, String>();
            var tables = db.fetch("""
                select table_schema || '.' || table_name from information_schema.columns
                where column_name = 'tenant_id' and table_schema || '.' || table_name not in
                    ('identity.session', 'identity.refresh_token', 'identity.socket_ticket', 'jobs.daily_run',
                     'records.duplicate_search', 'records.duplicate')
                """);
            for (var name : tables.getValues(0, String.class)) {
                digests.put(
                        name,
                        db.fetchSingle(
                                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by"
                                                + " t::text)), '') from " + name + " t where tenant_id = ?",
                                        tenant.value())
                                .get(0, String.class));
            }
            assertThat(digests).hasSizeGreaterThan(20);
            return digests;
        });
    }

    private <T> T in(TenantId tenant, Supplier<T> work) {
        return TenantScope.call(tenant, () -> Objects.requireNonNull(transactions.execute(_ -> work.get())));
    }

    private static Map<String, Object> territory(String name, String city) {
        return Map.of("name", name, "cities", List.of(city));
    }

    /// A company with one of everything, each text of which holds its word.
    private final class Inhabited {

        static final Map<String, Object> NO_RIGHTS =
                Map.of("modules", Map.of(), "fields", Map.of(), "allowedStatuses", Map.of());

        final TestTenant tenant;
        final TestApi admin;
        final Map<String, String> ids = new LinkedHashMap<>();
        private final Map<String, String> substitutes = new HashMap<>();
        private final Map<String, Integer> versions = new HashMap<>();

        Inhabited(TestTenant tenant, String word, String phone, String email) {
            this.tenant = tenant;
            this.admin = api.as(tenant.token("ADMIN"));
            var manager = api.as(tenant.token("MANAGER"));
            made("team", admin.post("/teams", Map.of("name", word)).data());
            made("territory", admin.post("/territories", territory(word, word)).data());
            made(
                    "role",
                    admin.post("/roles", Map.of("name", word, "definition", NO_RIGHTS))
                            .data());
            made(
                    "user",
                    admin.post(
                                    "/users",
                                    Map.of(
                                            "name",
                                            word,
                                            "email",
                                            word + "@example.com",
                                            "roleIds",
                                            List.of(id("role"))))
                            .data()
                            .path("user"));
            made(
                    "pipeline",
                    admin.post("/pipelines", Map.of("preset", "simple", "name", word))
                            .data());
            made(
                    "field",
                    admin.post("/fields", Map.of("object", "lead", "kind", "text", "label", word))
                            .data());
            made("rule", admin.post("/assignment-rules", rule(word)).data());
            made("view", admin.post("/views", view(word)).data());
            made("lead", manager.post("/leads", lead(word, phone, email)).data().path("lead"));
            var asking = tenant.actor("MANAGER").user().toString();
            admin.post("/leads/" + id("lead") + "/shares", Map.of("userId", asking, "right", "read"));
            made(
                    "wish",
                    manager.post("/assignment-requests", Map.of("object", "lead", "record", id("lead"), "reason", word))
                            .data());
            made("task", admin.post("/tasks", task(word)).data());
            made("partner", admin.post("/partners", Map.of("name", word)).data());
            made(
                    "deal",
                    admin.post("/deals", Map.of("title", word, "description", word, "lead", id("lead")))
                            .data());
            made("policy", admin.post("/approvals/policies", policy(word)).data());
            admin.post("/deals/" + id("deal") + "/shares", Map.of("userId", asking, "right", "write"));
            made(
                    "approval",
                    manager.post(
                                    "/approvals",
                                    Map.of("object", "deal", "record", id("deal"), "to", "won", "note", word))
                            .data()
                            .path("approval"));
            made(
                    "account",
                    admin.post("/accounts", Map.of("name", word, "notes", word, "phone", phone))
                            .data());
            made(
                    "contact",
                    admin.post(
                                    "/contacts",
                                    Map.of("firstName", word, "notes", word, "phone", phone, "account", id("account")))
                            .data());
            var twin = admin.post("/contacts", Map.of("firstName", word)).data();
            made(
                    "merge",
                    admin.post("/merges", merge(id("contact"), twin.path("id").asString()))
                            .data());
            made(
                    "holding",
                    admin.post("/holdings", Map.of("name", word, "account", id("account")))
                            .data());
            made(
                    "ticket",
                    admin.post("/tickets", Map.of("title", word, "description", word, "contact", id("contact")))
                            .data());
            made(
                    "proposal",
                    admin.post("/proposals", Map.of("deal", id("deal"), "title", word, "intro", word))
                            .data());
            for (var object :
                    List.of("lead", "deal", "ticket", "task", "partner", "account", "contact", "holding", "proposal")) {
                var path = "/" + object + "s/" + id(object);
                var comment =
                        admin.post(path + "/comments", Map.of("text", word)).data();
                made(object + "Comment", comment);
                admin.post(path + "/shares", Map.of("userId", id("user"), "right", "read"));
                made(object + "Share", admin.get(path + "/shares").data().path(0));
                admin.put(path + "/favourite", null);
            }
            made(
                    "apiKey",
                    admin.post("/api-keys", Map.of("name", word, "scopes", List.of("read")))
                            .data()
                            .path("apiKey"));
            insertPasskey(word);
            made("session", admin.get("/auth/sessions").data().path(0));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.get("/notifications").data().isEmpty());
            made("notification", admin.get("/notifications").data().path(0));
            admin.put("/notifications/mutes/lead/" + id("lead"), null);
            admin.put("/my-day/put-off/lead/" + id("lead"), null);
            versions.put(
                    "lead",
                    admin.get("/leads/" + id("lead")).data().path("version").asInt());
            var note = admin.post("/tasks/" + id("task") + "/comments", Map.of("text", word));
            named("changeSet", note.headers().firstValue("X-Change-Set").orElseThrow());
            var table = "Name,Phone\n%s,+447700900444\n".formatted(word);
            made(
                    "import",
                    admin.upload(
                                    "/imports?object=lead&fileName=" + word + ".csv",
                                    table.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .data());
            made("bulk", admin.post("/bulk-operations", bulkEdit(word)).data());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> admin.get("/bulk-operations/" + id("bulk"))
                            .data()
                            .path("status")
                            .asString()
                            .equals("done"));
            TestPools.open(admin, Map.of());
            var someone = tenant.actor("ADMIN").user().toString();
            var shelved = admin.post("/leads", Map.of("title", word, "phone", "+447700900778", "owner", someone))
                    .data()
                    .path("lead")
                    .path("id")
                    .asString();
            admin.post("/recycling", TestPools.gift(admin, shelved, word));
            named("lying", TestPools.lying(admin, shelved));
            insertDead(word);
            made("webhook", admin.post("/webhooks", webhook(word)).data().path("webhook"));
            var webhook = "/webhooks/" + id("webhook");
            // switched off, so that nothing of it changes while the test looks
            admin.patch(webhook, Map.of("version", 0, "active", false));
            admin.post(webhook + "/test", null);
            made("provider", admin.post("/sso/providers", provider(word, null)).data());
            var source = admin.post("/lead-sources", form(word)).data().path("source");
            made("source", source);
            named("sourceKey", source.path("key").asString());
            var address = "/public/forms/" + tenant.slug() + "/" + id("sourceKey");
            api.post(address, Map.of("values", Map.of("phone", "+447700900777")));
            made("arrival", admin.get("/lead-sources/arrivals").data().path(0));
            made("webhookDelivery", admin.get("/webhooks/deliveries").data().path(0));
        }

        private Map<String, Object> webhook(String word) {
            return Map.of("name", word, "url", "http://localhost:9/" + word, "events", List.of("lead.deleted"));
        }

        private Map<String, Object> lead(String word, String phone, String email) {
            var values = new HashMap<String, Object>();
            for (var field : admin.get("/meta/objects/lead").data().path("fields")) {
                if (field.path("editable").asBoolean()) {
                    switch (field.path("kind").asString()) {
                        case "text", "longText" -> values.put(field.path("key").asString(), word);
                        case "url" -> values.put(field.path("key").asString(), "https://" + word + ".example.com/");
                        case "tags" -> values.put(field.path("key").asString(), List.of(word));
                        default -> {}
                    }
                }
            }
            values.put("source", "self");
            values.put("phone", phone);
            values.put("email", email);
            values.put("owner", tenant.actor("ADMIN").user().toString());
            return values;
        }

        private Map<String, Object> rule(String word) {
            return Map.of(
                    "name",
                    word,
                    "active",
                    false,
                    "filter",
                    Map.of("field", "city", "op", "eq", "value", word),
                    "target",
                    Map.of("type", "user", "userId", id("user")));
        }

        private static Map<String, Object> policy(String word) {
            return Map.of(
                    "object",
                    "deal",
                    "name",
                    word,
                    "filter",
                    Map.of("field", "title", "op", "eq", "value", word),
                    "steps",
                    List.of(Map.of("approver", Map.of("type", "role", "role", "ADMIN"))));
        }

        private Map<String, Object> view(String word) {
            return Map.of("object", "lead", "name", word, "definition", Map.of(), "shared", true, "position", 0);
        }

        private Map<String, Object> task(String word) {
            return Map.of(
                    "title",
                    word,
                    "comment",
                    word,
                    "kind",
                    "todo",
                    "dueAt",
                    Instant.now().plus(Duration.ofDays(9)).toString(),
                    "parent",
                    Map.of("object", "lead", "id", id("lead")));
        }

        /// Nothing fails on purpose: what a failure leaves is put in by hand.
        /// Of somebody who does not sign in here, so that nobody is asked for it.
        private void insertPasskey(String word) {
            named("passkey", Ids.next().toString());
            tenant.run(() -> transactions.executeWithoutResult(_ -> db.execute(
                    "insert into identity.passkey values (?::uuid, ?::uuid, ?::uuid, ?, ?, ?, 0, false, false, now(),"
                            + " null)",
                    tenant.id().value(),
                    id("passkey"),
                    id("user"),
                    word,
                    word.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    new byte[0])));
        }

        private void insertDead(String word) {
            var event = Ids.next();
            var letter = Ids.next();
            var job = Ids.next();
            in(tenant.id(), () -> {
                var own = tenant.id().value();
                db.execute(
                        "insert into events.event (tenant_id, id, type, subject, payload, trace_id, at)"
                                + " values (?, ?, ?, ?, '{}', '', now())",
                        own,
                        event,
                        word,
                        UUID.fromString(id("lead")));
                db.execute(
                        "insert into events.delivery (tenant_id, id, event_id, subscriber, subject, status, due_at,"
                                + " last_error) values (?, ?, ?, ?, ?, 'dead', now(), ?)",
                        own,
                        letter,
                        event,
                        word,
                        UUID.fromString(id("lead")),
                        word);
                return db.execute(
                        "insert into jobs.dead_job (tenant_id, id, name, data, reason, died_at)"
                                + " values (?, ?, ?, '{}', ?, now())",
                        own,
                        job,
                        word,
                        word);
            });
            named("deadLetter", letter.toString());
            named("deadJob", job.toString());
        }

        private Map<String, Object> bulkEdit(String word) {
            return Map.of(
                    "object",
                    "task",
                    "action",
                    "update",
                    "records",
                    List.of(Map.of("id", id("task"))),
                    "input",
                    Map.of("comment", word));
        }

        private void made(String what, JsonNode data) {
            var id = data.path("id").asString("");
            assertThat(id).as(what + " " + data).isNotEmpty();
            named(what, id);
        }

        private void named(String what, String id) {
            ids.put(what, id);
            substitutes.put(id, Ids.next().toString());
        }

        String id(String what) {
            return Objects.requireNonNull(ids.get(what), what);
        }

        int version(String what) {
            return Objects.requireNonNull(versions.get(what), what);
        }

        /// The same with ids that were never given to anything.
        String replaced(String path) {
            var text = path;
            for (var each : substitutes.entrySet()) {
                text = text.replace(each.getKey(), each.getValue());
            }
            return text;
        }

        Object replaced(Object value) {
            return switch (value) {
                case String text -> replaced(text);
                case List<?> list -> list.stream().map(this::replaced).toList();
                case Map<?, ?> map -> {
                    var copy = new HashMap<Object, Object>();
                    map.forEach((key, each) -> copy.put(key, replaced((Object) each)));
                    yield copy;
                }
                default -> value;
            };
        }
    }
}
