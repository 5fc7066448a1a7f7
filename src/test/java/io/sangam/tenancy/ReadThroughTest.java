package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sangam.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

class ReadThroughTest {

    private static final TenantId ACME = new TenantId(UUID.randomUUID());

    @Test
    void givesTheValueItHadWhileItIsReadAgain() throws Exception {
        var reads = new AtomicInteger();
        var finish = new CountDownLatch(1);
        var values = new ReadThrough<TenantId, Integer>(10, key -> key, key -> {
            assertThat(TenantScope.tenant()).contains(key);
            if (reads.incrementAndGet() == 2) {
                awaitQuietly(finish);
            }
            return reads.get();
        });
        assertThat(values.get(ACME)).isEqualTo(1);

        Thread.sleep(2_100);
        assertThat(values.get(ACME)).isEqualTo(1);
        await().until(() -> reads.get() == 2);
        assertThat(values.get(ACME)).isEqualTo(1);
        finish.countDown();

        await().atMost(Duration.ofSeconds(30)).until(() -> values.get(ACME) == 2);
    }

    @Test
    void isNeverOlderThanThreeSecondsWhateverFails() throws Exception {
        var broken = new AtomicBoolean();
        var values = new ReadThrough<TenantId, String>(10, key -> key, _ -> {
            if (broken.get()) {
                throw new IllegalStateException("The database is away");
            }
            return "old";
        });
        assertThat(values.get(ACME)).isEqualTo("old");
        broken.set(true);

        Thread.sleep(2_100);
        assertThat(values.get(ACME)).isEqualTo("old");
        Thread.sleep(1_000);

        assertThatThrownBy(() -> values.get(ACME)).hasMessageContaining("The database is away");
    }

    @Test
    void staysTheSameOneAsLongAsItIsEqual() throws Exception {
        var reads = new AtomicInteger();
        var values = new ReadThrough<TenantId, List<String>>(10, key -> key, _ -> {
            reads.incrementAndGet();
            return new ArrayList<>(List.of("as ever"));
        });
        var first = values.get(ACME);

        Thread.sleep(2_100);
        values.get(ACME);
        await().until(() -> reads.get() == 2);
        Thread.sleep(1_500);

        assertThat(values.get(ACME)).isSameAs(first);
        assertThat(reads).as("it is as fresh as another would be").hasValue(2);
    }

    @Test
    void forgetsAtOnceAlsoWhatIsBeingRead() throws Exception {
        var reads = new AtomicInteger();
        var finish = new CountDownLatch(1);
        var values = new ReadThrough<TenantId, Integer>(10, key -> key, _ -> {
            var mine = reads.incrementAndGet();
            if (mine == 2) {
                awaitQuietly(finish);
            }
            return mine;
        });
        values.get(ACME);
        Thread.sleep(2_100);
        values.get(ACME);
        await().until(() -> reads.get() == 2);

        values.forget(ACME);
        finish.countDown();

        // the second read began before the change
        assertThat(values.get(ACME)).isEqualTo(3);
        Thread.sleep(100);
        assertThat(values.get(ACME)).isEqualTo(3);
    }

    @Test
    void whoChangesItReadsForItselfUntilItsTransactionEnds() throws Exception {
        var changing = Thread.currentThread();
        var values = new ReadThrough<TenantId, String>(
                10, key -> key, _ -> Thread.currentThread().equals(changing) ? "changed" : "committed");
        TransactionSynchronizationManager.initSynchronization();
        try {
            values.changed(ACME);
            assertThat(values.get(ACME)).isEqualTo("changed");
            assertThat(elsewhere(() -> values.get(ACME))).isEqualTo("committed");
            assertThat(values.get(ACME)).isEqualTo("changed");
            assertThat(elsewhere(() -> values.get(ACME))).isEqualTo("committed");

            TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
        } finally {
            TransactionSynchronizationManager.clear();
        }

        assertThat(values.get(ACME)).as("read again").isEqualTo("changed");
        assertThat(elsewhere(() -> values.get(ACME))).isEqualTo("changed");
    }

    private static <T> T elsewhere(Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(work).get();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
