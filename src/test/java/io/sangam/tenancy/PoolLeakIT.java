package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Attack cases TI-06, TI-07 and TI-08: two companies share two connections for thousands of requests, a fifth of which
/// break in the middle of their transaction. Nothing of one may reach the other, and no connection may remember whom it
/// served last.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sangam.database.pool-size=2", "sangam.limits.requests-per-minute=0"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class PoolLeakIT {

    private static final int CLIENTS = 4;
    private static final int REQUESTS = 1_000;

    private record Company(String word, TestApi api, String lead) {}

    private final TestApi api;
    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;

    PoolLeakIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @Test
    void aConnectionForgetsWhomItServed() throws Exception {
        var both = List.of(company("zinfandel"), company("malbec"));
        var leaks = new ConcurrentLinkedQueue<String>();
        var failures = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                var first = client;
                all.add(threads.submit(() -> {
                    for (var i = 0; i < REQUESTS; i++) {
                        var us = both.get((first + i) % 2);
                        var them = both.get((first + i + 1) % 2);
                        var reply = ask(us, them, i);
                        failures.addAndGet(reply.status() >= 500 ? 1 : 0);
                        if (reply.body().toString().toLowerCase(Locale.ROOT).contains(them.word())) {
                            leaks.add(i + " " + reply);
                        }
                    }
                }));
            }
            for (var each : all) {
                each.get();
            }
        }

        assertThat(leaks).isEmpty();
        assertThat(failures).as("a fifth really broke").hasValueBetween(CLIENTS * REQUESTS / 5, CLIENTS * REQUESTS / 4);
        for (var i = 0; i < 20; i++) {
            // outside any scope, on whichever connection is free
            assertThat(db.fetchSingle("select coalesce(current_setting('sangam.tenant', true), '')"
                                    + " || coalesce(current_setting('sangam.scope', true), '')")
                            .get(0, String.class))
                    .isEmpty();
            assertThat(db.fetchSingle("select count(*) from leads.lead").get(0, Integer.class))
                    .isZero();
        }
    }

    /// TI-07: what is unique is unique within a company.
    @Test
    void twoCompaniesMayHaveTheSameOfEverything() {
        var acme = tenants.create(Preset.SIMPLE);
        var globex = tenants.create(Preset.SIMPLE);
        for (var tenant : List.of(acme, globex)) {
            var admin = api.as(tenant.token("ADMIN"));
            var person = Map.of("name", "Same", "email", "same@example.com", "roleIds", List.of());
            assertThat(admin.post("/users", person).status()).isEqualTo(201);
            assertThat(admin.post("/teams", Map.of("name", "Same")).status()).isEqualTo(201);
            assertThat(admin.post("/territories", Map.of("name", "Same", "cities", List.of("pune")))
                            .status())
                    .isEqualTo(201);
            assertThat(admin.post("/partners", Map.of("name", "Same")).status()).isEqualTo(201);
            var lead = admin.post(
                    "/leads", Map.of("source", "self", "phone", "+14155550100", "email", "same@example.org"));
            assertThat(lead.status()).isEqualTo(201);
            assertThat(lead.data().at("/lead/number").asString()).endsWith("-00001");
        }
        assertThat(number(acme)).isEqualTo(number(globex));
    }

    /// TI-08: neither an answer nor its tag may serve anybody else.
    @Test
    void noAnswerMayBeKeptForOthers() {
        var us = company("zinfandel");
        var them = company("malbec");
        for (var path : List.of(
                "/leads",
                "/leads/" + us.lead(),
                "/me",
                "/meta/objects/lead",
                "/users/directory",
                "/views?object=lead")) {
            var reply = us.api().get(path);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Cache-Control").orElse(""))
                    .as(path)
                    .containsAnyOf("no-store", "private");
            var tag = reply.headers().firstValue("ETag").orElse("\"*\"");
            var foreign = them.api()
                    .with("If-None-Match", tag)
                    .with("If-Modified-Since", "Thu, 01 Jan 2099 00:00:00 GMT")
                    .get(path);
            assertThat(foreign.status()).as(path).isIn(200, 404);
            assertThat(foreign.body().toString()).doesNotContain(us.word());
        }
    }

    private String number(TestTenant tenant) {
        return tenant.in(() -> Objects.requireNonNull(transactions.execute(
                _ -> db.fetchSingle("select number from leads.lead").get(0, String.class))));
    }

    private static Reply ask(Company us, Company them, int i) {
        return switch (i % 10) {
            case 0, 5 -> us.api().get("/test/break?how=" + (i % 20 < 10 ? "timeout" : "constraint"));
            case 1 -> us.api().get("/leads/" + us.lead());
            case 2 -> us.api().get("/search?q=" + them.word());
            case 3 -> us.api().get("/leads/" + them.lead());
            case 4 -> us.api().patch("/leads/" + them.lead(), Map.of("version", 0, "city", "Pune"));
            case 6 -> us.api().get("/leads/aggregate?groupBy=city");
            case 7 -> us.api().get("/users/directory");
            case 8 -> us.api().patch("/leads/" + us.lead(), Map.of("version", 999, "city", "Pune"));
            default -> us.api().get("/leads?limit=5");
        };
    }

    private Company company(String word) {
        var admin = api.as(tenants.create(Preset.SIMPLE).token("ADMIN"));
        var lead = admin.post(
                "/leads",
                Map.of("title", word, "company", word, "city", word, "source", "self", "phone", "+14155550123"));
        assertThat(lead.status()).isEqualTo(201);
        return new Company(word, admin, lead.data().at("/lead/id").asString());
    }

    @TestConfiguration
    @Import(Breaking.class)
    static class Opened {}

    /// Breaks after it has read and written as its caller.
    @RestController
    static class Breaking {

        private final DSLContext db;
        private final TransactionOperations transactions;

        Breaking(DSLContext db, TransactionOperations transactions) {
            this.db = db;
            this.transactions = transactions;
        }

        @GetMapping("/api/v1/test/break")
        Answer<String> broken(Actor actor, @RequestParam String how) {
            return Answer.of(Objects.requireNonNull(transactions.execute(_ -> {
                db.execute(
                        "update leads.lead set city = title where tenant_id = ?",
                        actor.tenant().value());
                if (how.equals("timeout")) {
                    db.execute("set local statement_timeout = 1");
                    db.execute("select pg_sleep(1)");
                }
                db.execute("insert into leads.lead (tenant_id) values (null)");
                return "";
            })));
        }
    }
}
