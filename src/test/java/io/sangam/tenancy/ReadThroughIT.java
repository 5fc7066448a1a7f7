package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// What all requests need to know is read again while all of them go on.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sangam.database.pool-size=4", "sangam.limits.requests-per-minute=0"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReadThroughIT {

    private static final int CALLERS = 24;
    private static final int CALLS = 60;

    private final TestTenants tenants;
    private final TestApi api;

    ReadThroughIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
    }

    /// Whoever had a connection waited for the directory, and whoever read the directory for a connection, until both
    /// gave up.
    @Test
    void manyListsAtOnceNeedMoreConnectionsThanThereAre() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = api.as(acme.token("MANAGER"));
        var going = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                while (going.get()) {
                    TenantCache.forgetAll();
                    Thread.sleep(20);
                }
                return null;
            });
            var calls = IntStream.range(0, CALLERS)
                    .<Callable<Long>>mapToObj(_ -> () -> IntStream.range(0, CALLS)
                            .filter(_ -> manager.get("/leads?limit=50&sort=-createdAt")
                                            .status()
                                    != 200)
                            .count())
                    .toList();
            for (var failed : threads.invokeAll(calls)) {
                assertThat(failed.get()).isZero();
            }
            going.set(false);
        }
    }
}
