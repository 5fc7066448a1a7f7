package io.sangam.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// How much one caller may ask for: attack case RL-01.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sangam.limits.requests-per-minute=20",
            "sangam.limits.requests-per-user=30",
            "sangam.limits.requests-per-tenant=40",
            "sangam.limits.requests-per-seat=6",
            "sangam.limits.logins-per-minute=3",
            "sangam.limits.imports-per-minute=2"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LimitsIT {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:15Z");

    private final TestTenants tenants;
    private final DatabaseUsage store;
    private final Pacing pacing;
    private final Allowances allowances;
    private final int port;

    LimitsIT(
            TestTenants tenants, DatabaseUsage store, Pacing pacing, Allowances allowances, @LocalServerPort int port) {
        this.tenants = tenants;
        this.store = store;
        this.pacing = pacing;
        this.allowances = allowances;
        this.port = port;
    }

    @Test
    void tellsWhatIsLeftAndRefusesTheRestOfTheMinute() {
        var acme = tenants.create(Preset.SIMPLE);
        var caller = new TestApi(port).as(acme.token("ADMIN"));
        var replies = IntStream.range(0, 45).mapToObj(_ -> caller.get("/me")).toList();

        var first = replies.getFirst();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("20");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("19");
        // a minute may turn while the test runs, so at most two minutes' worth pass
        var refused = replies.stream().filter(reply -> reply.status() == 429).toList();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(5);
        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.code()).isEqualTo("RATE_LIMITED");
            assertThat(Integer.parseInt(
                            reply.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            assertThat(reply.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        });
        assertThat(new TestApi(port).as(acme.token("SALES")).get("/me").status())
                .as("a colleague")
                .isEqualTo(200);
    }

    @Test
    void allSessionsOfAPersonCountTogetherAndAllPeopleOfACompany() {
        var id = TenantId.next();
        var ada = new Actor(id, UserId.next());
        var ben = new Actor(id, UserId.next());

        var first = passed(ada, "session one", 25) + passed(ada, "session two", 25);
        var second = passed(ben, "session three", 25);

        // a minute may turn while the test runs
        assertThat(first).isIn(30, 20 + 20);
        assertThat(first + second).isBetween(40, 60);
    }

    /// R36 for a few people, and enough for all of many.
    @Test
    void aCompanyMayAskForMoreWithEachOfItsPeople() {
        var acme = tenants.create(Preset.SIMPLE);
        assertThat(ofTenant(TenantId.next())).isEqualTo(40);

        IntStream.range(0, 10).forEach(n -> tenants.user(acme.id(), "SALES", "sales" + n + "@example.com"));

        assertThat(ofTenant(acme.id())).isEqualTo(6 * (acme.staff() + 10));
    }

    private int ofTenant(TenantId tenant) {
        return TenantScope.call(tenant, () -> allowances.of(tenant).getOrDefault(Allowance.TENANT, 0));
    }

    private int passed(Actor actor, String caller, int requests) {
        return TenantScope.call(actor.tenant(), () -> (int) IntStream.range(0, requests)
                .filter(_ -> !pacing.request(actor, caller).orElseThrow().isExceeded())
                .count());
    }

    @Test
    void aCompanyHasWhatTheOperatorGivesIt() {
        var acme = tenants.create(Preset.SIMPLE);
        var actor = acme.actor("ADMIN");
        acme.run(() -> allowances.change(acme.id(), Map.of(Allowance.TOKEN, Optional.of(7))));

        assertThat(acme.in(() -> pacing.request(actor, "session of " + actor.user())))
                .hasValueSatisfying(usage -> assertThat(usage.limit()).isEqualTo(7));

        acme.run(() -> allowances.change(acme.id(), Map.of(Allowance.TOKEN, Optional.empty())));
        assertThat(acme.in(() -> allowances.of(acme.id()))).containsEntry(Allowance.TOKEN, 20);
    }

    @Test
    void tryingPasswordsAndUploadingFilesIsCountedByItself() {
        var acme = tenants.create(Preset.SIMPLE);
        var guess = Map.of("tenant", acme.slug(), "email", "admin@example.com", "password", "a wrong guess");
        var guesses = IntStream.range(0, 8)
                .mapToObj(_ -> new TestApi(port).post("/auth/login", guess))
                .filter(reply -> reply.code().equals("RATE_LIMITED"))
                .toList();
        assertThat(guesses).hasSizeGreaterThanOrEqualTo(2).allSatisfy(reply -> {
            assertThat(reply.headers().firstValue("X-RateLimit-Limit")).contains("3");
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        });

        var admin = new TestApi(port).as(acme.token("ADMIN"));
        var uploads = IntStream.range(0, 5)
                .mapToObj(_ -> admin.upload(
                        "/imports?object=lead&fileName=a.csv", "title\nA\n".getBytes(StandardCharsets.UTF_8)))
                .filter(reply -> reply.code().equals("RATE_LIMITED"))
                .toList();
        assertThat(uploads)
                .isNotEmpty()
                .allSatisfy(reply -> assertThat(reply.headers().firstValue("X-RateLimit-Limit"))
                        .contains("2"));
    }

    @Test
    void aBlockOfIpv6CountsAsOneCaller() {
        assertThat(Pacing.network("2001:db8:1:2:3:4:5:6")).isEqualTo(Pacing.network("2001:db8:1:2:ffff::1"));
        assertThat(Pacing.network("2001:db8:1:3::1")).isNotEqualTo(Pacing.network("2001:db8:1:2::1"));
        assertThat(Pacing.network("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void processesCountTogether() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var one = Limits.over(store, clock);
        var two = Limits.over(store, clock);
        var key = "test " + Ids.next();

        IntStream.range(0, 60).forEach(_ -> one.count(key, 100));
        one.exchangeNow();
        IntStream.range(0, 30).forEach(_ -> two.count(key, 100));
        two.exchangeNow();

        assertThat(two.count(key, 100)).isEqualTo(new Usage(100, 9, 45));
        IntStream.range(0, 8).forEach(_ -> two.count(key, 100));
        two.exchangeNow();
        assertThat(one.count(key, 100).isExceeded()).as("one does not know yet").isFalse();
        one.exchangeNow();
        assertThat(one.count(key, 100).isExceeded()).isTrue();
    }

    @Test
    void aNewMinuteBeginsAtZero() {
        var key = "test " + Ids.next();
        var before = Limits.over(store, Clock.fixed(NOW, ZoneOffset.UTC));
        IntStream.range(0, 10).forEach(_ -> before.count(key, 10));
        before.exchangeNow();

        var after = Limits.over(store, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

        assertThat(after.count(key, 10).remaining()).isEqualTo(9);
    }
}
