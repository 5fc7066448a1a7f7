package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.redis.Redis;
import io.sangam.redis.RedisTest;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.json.JsonMapper;

/// Two processes that share a real Redis.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SharedAnswersIT extends RedisTest {

    private final ObjectTypes types;
    private final ReadContexts contexts;
    private final Figures figures;
    private final TestTenants tenants;
    private final JsonMapper json;
    private final int port;
    private final Process one;
    private final Process two;
    private final Actor asha = new Actor(TenantId.next(), UserId.next());
    private final AtomicInteger found = new AtomicInteger();

    SharedAnswersIT(
            Redis redis,
            ObjectProvider<SharedAnswers> shared,
            ObjectTypes types,
            ReadContexts contexts,
            Figures figures,
            TestTenants tenants,
            JsonMapper json,
            @LocalServerPort int port) {
        super(redis);
        this.types = types;
        this.contexts = contexts;
        this.figures = figures;
        this.tenants = tenants;
        this.json = json;
        this.port = port;
        this.one = new Process(shared);
        this.two = new Process(shared);
    }

    private static final class Process {

        private final AtomicLong clock = new AtomicLong();
        private final OwnWrites writes;
        private final DearAnswers answers;

        private Process(ObjectProvider<SharedAnswers> shared) {
            writes = new OwnWrites(shared);
            answers = new DearAnswers(writes, shared, clock::get);
        }
    }

    @Test
    void whatOneFoundTheOtherNeedNotFind() {
        assertThat(ask(one, asha, "sum", Duration.ofSeconds(2))).isEqualTo(1);
        assertThat(ask(two, asha, "sum", Duration.ofSeconds(2))).isEqualTo(1);

        assertThat(ask(two, asha, "another", Duration.ofSeconds(2))).isEqualTo(2);
        assertThat(ask(two, new Actor(asha.tenant(), UserId.next()), "sum", Duration.ofSeconds(2)))
                .isEqualTo(3);
    }

    @Test
    void whatIsFoundAtOnceIsLeftToNobody() {
        ask(one, asha, "sum", Duration.ofMillis(20));

        assertThat(ask(two, asha, "sum", Duration.ofMillis(20))).isEqualTo(2);
    }

    @Test
    void whoHasWrittenThroughOneSeesItThroughTheOther() {
        ask(one, asha, "sum", Duration.ofSeconds(2));
        ask(two, asha, "sum", Duration.ofSeconds(2));

        one.writes.by(asha);

        assertThat(ask(two, asha, "sum", Duration.ofSeconds(2))).isEqualTo(2);
        assertThat(ask(one, asha, "sum", Duration.ofSeconds(2))).isEqualTo(2);
    }

    @Test
    void eachFindsItAloneWhileRedisIsAway() {
        ask(one, asha, "sum", Duration.ofSeconds(2));
        SERVER.stop();
        try {
            await().until(() -> !redis.isUp());
            assertThat(ask(two, asha, "sum", Duration.ofSeconds(2))).isEqualTo(2);
            two.writes.by(asha);
        } finally {
            SERVER.start();
        }
        await().until(redis::isUp);

        ask(one, asha, "sum", Duration.ofSeconds(2));
        var before = found.get();
        assertThat(ask(two, asha, "sum", Duration.ofSeconds(2)))
                .as("one does not know of the write two could not tell")
                .isEqualTo(before + 1);
    }

    /// Built anew for each, as another process would.
    @Test
    void spellsWhatPeopleSeeAlikeOnlyForTheSame() {
        var acme = tenants.create(Preset.BROKER_OFFICE);
        var manager = acme.actor("MANAGER");
        TenantScope.run(
                acme.id(),
                () -> types.all().forEach(type -> {
                    var spelt = Spelling.of(contexts.of(manager, type));
                    assertThat(Spelling.of(contexts.of(manager, type))).isEqualTo(spelt);
                    assertThat(Spelling.of(contexts.of(acme.actor("SALES"), type)))
                            .isNotEqualTo(spelt);
                }));
    }

    @Test
    void figuresComeBackAsTheyWere() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = new TestApi(port).as(acme.token("ADMIN"));
        admin.post(
                "/leads",
                Map.of(
                        "title",
                        "Red Barn",
                        "email",
                        "barn." + Ids.next() + "@example.com",
                        "source",
                        "website",
                        "expectedValue",
                        Map.of("amount", "1200.50", "currency", "USD")));
        var actor = acme.actor("ADMIN");
        TenantScope.run(acme.id(), () -> {
            var lead = types.get("lead");
            var list = figures.ofList(actor, lead, Filter.none(), List.of("expectedValue"), Optional.of("owner"));
            var board = figures.ofBoard(actor, lead, Filter.none());

            assertThat(json.writeValueAsString(again(list, Aggregate.class)))
                    .isEqualTo(json.writeValueAsString(list))
                    .contains("1200.50");
            assertThat(json.writeValueAsString(again(board, Board.class))).isEqualTo(json.writeValueAsString(board));
        });
    }

    private <A> A again(A answer, Class<A> type) {
        return json.readValue(json.writeValueAsString(answer), type);
    }

    private int ask(Process process, Actor actor, String what, Duration takes) {
        return process.answers.get(actor, what, Integer.class, () -> {
            process.clock.addAndGet(takes.toNanos());
            return found.incrementAndGet();
        });
    }
}
