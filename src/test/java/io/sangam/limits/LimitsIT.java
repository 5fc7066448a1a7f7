package io.sangam.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// How much one caller may ask for: attack case RL-01.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sangam.limits.requests-per-minute=20")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LimitsIT {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:15Z");

    private final TestTenants tenants;
    private final UsageRepository repository;
    private final TransactionOperations transactions;
    private final int port;

    LimitsIT(
            TestTenants tenants,
            UsageRepository repository,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.repository = repository;
        this.transactions = transactions;
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
        assertThat(new TestApi(port).as(acme.token("ADMIN")).get("/me").status())
                .as("another session")
                .isEqualTo(200);
    }

    @Test
    void processesCountTogether() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var one = new Limits(repository, transactions, clock);
        var two = new Limits(repository, transactions, clock);
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
        var before = new Limits(repository, transactions, Clock.fixed(NOW, ZoneOffset.UTC));
        IntStream.range(0, 10).forEach(_ -> before.count(key, 10));
        before.exchangeNow();

        var after = new Limits(repository, transactions, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

        assertThat(after.count(key, 10).remaining()).isEqualTo(9);
    }
}
