package io.sangam.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// A POST that comes twice: attack cases CC-03 and WH-11.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class IdempotencyIT {

    private static final Map<String, Object> LEAD =
            Map.of("title", "Kiran Traders", "source", "self", "phone", "+14155550123", "onDuplicate", "create");

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    IdempotencyIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
    }

    @BeforeEach
    void aCompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void aHundredAtOnceMakeOneLeadAndGetOneAnswer() throws Exception {
        var keyed = admin.with("Idempotency-Key", "one-enquiry");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = threads
                    .invokeAll(IntStream.range(0, 100)
                            .<Callable<TestApi.Reply>>mapToObj(_ -> () -> keyed.post("/leads", LEAD))
                            .toList())
                    .stream()
                    .map(each -> each.resultNow())
                    .toList();

            assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
            assertThat(replies.stream().map(TestApi.Reply::body).distinct()).hasSize(1);
            assertThat(replies.stream()
                            .filter(reply -> reply.headers()
                                    .firstValue("Idempotency-Replayed")
                                    .isPresent()))
                    .hasSize(99);
        }
        assertThat(leads()).isEqualTo(1);
    }

    @Test
    void belongsToOnePersonOneRouteAndOneBody() {
        var key = "shared-by-chance";
        var first = admin.with("Idempotency-Key", key).post("/leads", LEAD);
        assertThat(first.status()).isEqualTo(201);

        var other = new java.util.HashMap<>(LEAD);
        other.put("title", "Another");
        assertThat(admin.with("Idempotency-Key", key).post("/leads", other).code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        var sales = api.as(acme.token("SALES")).with("Idempotency-Key", key);
        assertThat(sales.post("/leads", LEAD).status()).isEqualTo(201);
        var stranger = api.as(tenants.create(Preset.SIMPLE).token("ADMIN")).with("Idempotency-Key", key);
        assertThat(stranger.post("/leads", LEAD).headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        var comment = admin.with("Idempotency-Key", key)
                .post("/leads/" + first.data().at("/lead/id").asString() + "/comments", Map.of("text", "Hello"));
        assertThat(comment.status()).isEqualTo(201);
        assertThat(leads()).isEqualTo(2);
        assertThat(admin.with("Idempotency-Key", "no spaces")
                        .post("/leads", LEAD)
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_INVALID");
    }

    @Test
    void repeatsRefusalsAndForgetsAfterADay() {
        var keyed = admin.with("Idempotency-Key", "a-refusal");
        var refused = keyed.post("/leads", Map.of("source", "self"));
        assertThat(refused.status()).isEqualTo(422);
        var again = keyed.post("/leads", Map.of("source", "self"));
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(refused.headers().firstValue("Content-Type"));

        var daily = admin.with("Idempotency-Key", "daily");
        assertThat(daily.post("/leads", LEAD).status()).isEqualTo(201);
        inTenant("update idempotency.request set created_at = now() - interval '23 hours 59 minutes'");
        assertThat(daily.post("/leads", LEAD).headers().firstValue("Idempotency-Replayed"))
                .isPresent();
        inTenant("update idempotency.request set created_at = now() - interval '24 hours 1 minute'");
        assertThat(daily.post("/leads", LEAD).headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(leads()).isEqualTo(2);
    }

    @Test
    void knowsWhetherAProcessThatDiedHadWritten() {
        var keyed = admin.with("Idempotency-Key", "after-a-kill");
        assertThat(keyed.post("/leads", LEAD).status()).isEqualTo(201);
        // killed between commit and answer: the effect is noted in the transaction that had it
        inTenant("update idempotency.request set state = 'committed', status = null, headers = null, body = null,"
                + " lease_until = now() - interval '1 second'");
        assertThat(keyed.post("/leads", LEAD).code()).isEqualTo("IDEMPOTENCY_ANSWER_LOST");
        assertThat(leads()).isEqualTo(1);

        // killed before the commit: nothing was written, so it is carried out now
        inTenant("update idempotency.request set state = 'running'");
        assertThat(keyed.post("/leads", LEAD).status()).isEqualTo(201);
        assertThat(leads()).isEqualTo(2);
    }

    @Test
    void notesTheEffectInTheTransactionThatHasIt() {
        var actor = new Actor(acme.id(), acme.actor("ADMIN").user());
        var request = new KeyedRequest(actor, "POST /x", "k", "f", Ids.next());
        inTenant("""
                insert into idempotency.request
                    (tenant_id, user_id, route, key, fingerprint, attempt, state, lease_until, created_at)
                values ('%s', '%s', 'POST /x', 'k', 'f', '%s', 'running', now() + interval '1 minute', now())
                """.formatted(actor.tenant(), actor.user(), request.attempt()));

        ScopedValue.where(Effects.CURRENT, request).run(() -> inTenant("select 1"));
        assertThat(stateOf("k")).as("nothing was written").isEqualTo("running");

        var write = "update tenancy.tenant set name = name where tenant_id = '" + actor.tenant() + "'";
        ScopedValue.where(Effects.CURRENT, request).run(() -> inTenant(write));
        assertThat(stateOf("k")).isEqualTo("committed");

        inTenant("update idempotency.request set attempt = gen_random_uuid()");
        assertThatExceptionOfType(SangamException.class)
                .as("another try has taken over")
                .isThrownBy(() -> ScopedValue.where(Effects.CURRENT, request).run(() -> inTenant(write)));
        ScopedValue.where(Effects.CURRENT, request).run(() -> inTenant("select 1"));
    }

    private String stateOf(String key) {
        return TenantScope.call(
                acme.id(),
                () -> transactions.execute(
                        _ -> db.fetchSingle("select state from idempotency.request where key = ?", key)
                                .get(0, String.class)));
    }

    private void inTenant(String sql) {
        TenantScope.run(acme.id(), () -> transactions.executeWithoutResult(_ -> db.execute(sql)));
    }

    private int leads() {
        return admin.get("/leads/aggregate").data().at("/count/value").asInt();
    }
}
