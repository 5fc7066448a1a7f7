package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// Guessing passwords: attack case AU-06, and what each person sees of it.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sangam.trusted-proxies=127.0.0.1,::1", "sangam.sign-in.tries-per-address=50"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LockoutIT {

    private final TestTenant acme;
    private final TestApi api;
    private final GuessRepository repository;
    private final TokenKeys keys;
    private final TransactionOperations transactions;
    private final Clock clock;

    LockoutIT(
            TestTenants tenants,
            GuessRepository repository,
            TokenKeys keys,
            TransactionOperations transactions,
            Clock clock,
            @LocalServerPort int port) {
        this.acme = tenants.create(Preset.SIMPLE);
        this.api = new TestApi(port);
        this.repository = repository;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Test
    void closesANameAtTheEleventhTryWhoeverItIs() {
        for (var email : List.of("viewer@example.com", "nobody@example.com")) {
            var wrong = IntStream.range(0, 10)
                    .mapToObj(i -> login("198.51.100." + i, email, "guess number " + i))
                    .toList();
            assertThat(wrong).allMatch(reply -> reply.code().equals("LOGIN_FAILED"));

            var right = login("198.51.100.77", email, TestTenants.PASSWORD);
            var again = login("198.51.100.78", email, "wrong but long enough");
            assertThat(right.code()).isEqualTo("LOGIN_THROTTLED");
            assertThat(right.status()).isEqualTo(again.status());
            assertThat(right.body().path("detail")).isEqualTo(again.body().path("detail"));
        }
    }

    @Test
    void looksAtTenOfAHundredAtOnce() {
        var replies = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> login("198.51.101." + i, "caller@example.com", "guess number " + i))
                .toList();

        assertThat(replies)
                .filteredOn(reply -> reply.code().equals("LOGIN_FAILED"))
                .hasSize(10);
        assertThat(replies)
                .filteredOn(reply -> reply.code().equals("LOGIN_THROTTLED"))
                .hasSize(90);
    }

    @Test
    void closesAnAddressAtTheFiftyFirstTryAndNoOther() {
        for (var i = 0; i < 50; i++) {
            assertThat(login("203.0.113.9", "name" + i + "@example.com", "one password")
                            .code())
                    .isEqualTo("LOGIN_FAILED");
        }

        assertThat(login("203.0.113.9", "sales@example.com", TestTenants.PASSWORD)
                        .code())
                .isEqualTo("LOGIN_THROTTLED");
        assertThat(login("6.6.6.6, 203.0.113.9", "sales@example.com", TestTenants.PASSWORD)
                        .code())
                .as("what the sender wrote before the proxy did")
                .isEqualTo("LOGIN_THROTTLED");
        assertThat(login("203.0.113.10", "sales@example.com", TestTenants.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void processesCountTogether() {
        var one = throttle();
        var two = throttle();
        var name = "test " + Ids.next();
        var device = new Device("192.0.2." + (int) (Math.random() * 200), "test", "api");

        for (var i = 0; i < 5; i++) {
            one.check(name, device);
            assertThat(one.failed(name, device)).isFalse();
            two.check(name, device);
            assertThat(two.failed(name, device)).isEqualTo(i == 4);
        }

        assertThatExceptionOfType(SangamException.class).isThrownBy(() -> one.check(name, device));
        two.lift(name);
        one.check(name, device);
    }

    @Test
    void anAdministratorSeesAndLiftsIt() {
        var admin = api.as(acme.token("ADMIN"));
        for (var i = 0; i < 10; i++) {
            login("198.51.102." + i, "manager@example.com", "guess number " + i);
        }
        var user = admin.get("/users?query=manager@example.com").data().path(0);
        assertThat(user.path("closedUntil").isNull()).isFalse();

        var path = "/users/" + user.path("id").asString() + "/reopen-sign-in";
        assertThat(api.as(acme.token("VIEWER")).post(path, null).status()).isEqualTo(403);
        assertThat(admin.post(path, null).data().path("closedUntil").isNull()).isTrue();

        assertThat(login("198.51.102.77", "manager@example.com", TestTenants.PASSWORD)
                        .status())
                .isEqualTo(200);
        var kinds = admin.get("/audit/security-events?user=" + user.path("id").asString())
                .data()
                .valueStream()
                .map(event -> event.path("kind").asString())
                .toList();
        assertThat(kinds).contains("sign_in_closed", "sign_in_reopened");
    }

    @Test
    void everybodySeesHisOwnSignIns() {
        login("198.51.103.1", "cosales@example.com", "wrong but long enough");
        var token = login("198.51.103.2", "cosales@example.com", TestTenants.PASSWORD)
                .data()
                .path("accessToken")
                .asString();
        login("198.51.103.3", "sales@example.com", "wrong but long enough");

        var first = api.as(token).get("/auth/sign-ins?limit=1");
        assertThat(first.data()).hasSize(1);
        assertThat(first.data().at("/0/successful").asBoolean()).isTrue();
        assertThat(first.data().at("/0/how").asString()).isEqualTo("password");
        assertThat(first.data().at("/0/ip").asString()).isEqualTo("198.51.103.2");
        var second = api.as(token)
                .get("/auth/sign-ins?limit=1&cursor="
                        + first.body().at("/meta/cursor").asString());
        assertThat(second.data().at("/0/successful").asBoolean()).isFalse();
        assertThat(second.body().at("/meta/cursor").isMissingNode()).isTrue();
    }

    private LoginThrottle throttle() {
        return new LoginThrottle(repository, new SignInSettings(10, 50), keys, transactions, clock);
    }

    private Reply login(String address, String email, String password) {
        return api.with("X-Forwarded-For", address)
                .post("/auth/login", Map.of("tenant", acme.slug(), "email", email, "password", password));
    }
}
