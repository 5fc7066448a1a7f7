package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class DearAnswersTest {

    /// Without Redis.
    private static final ObjectProvider<SharedAnswers> ALONE =
            new StaticListableBeanFactory().getBeanProvider(SharedAnswers.class);

    private final AtomicLong clock = new AtomicLong();
    private final OwnWrites writes = new OwnWrites(ALONE);
    private final DearAnswers answers = new DearAnswers(writes, ALONE, clock::get);
    private final Actor asha = new Actor(new TenantId(UUID.randomUUID()), new UserId(UUID.randomUUID()));
    private final AtomicInteger found = new AtomicInteger();

    @Test
    void keepsWhatTookLongTenTimesAsLong() {
        assertThat(ask(asha, "sum", Duration.ofSeconds(2))).isEqualTo(1);
        pass(Duration.ofSeconds(19));
        assertThat(ask(asha, "sum", Duration.ofSeconds(2))).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(ask(asha, "sum", Duration.ofSeconds(2))).isEqualTo(2);
    }

    @Test
    void keepsNothingLongerThanAMinute() {
        ask(asha, "sum", Duration.ofSeconds(30));
        pass(Duration.ofSeconds(61));

        assertThat(ask(asha, "sum", Duration.ofSeconds(30))).isEqualTo(2);
    }

    @Test
    void keepsNothingThatIsFoundAtOnce() {
        ask(asha, "sum", Duration.ofMillis(20));

        assertThat(ask(asha, "sum", Duration.ofMillis(20))).isEqualTo(2);
    }

    @Test
    void answersWhoHasWrittenSinceAnewAndOthersAsBefore() {
        var bina = new Actor(asha.tenant(), new UserId(UUID.randomUUID()));
        assertThat(ask(asha, "sum", Duration.ofSeconds(2))).isEqualTo(1);
        assertThat(ask(bina, "sum", Duration.ofSeconds(2))).isEqualTo(2);

        writes.by(asha);

        assertThat(ask(asha, "sum", Duration.ofSeconds(2))).isEqualTo(3);
        assertThat(ask(bina, "sum", Duration.ofSeconds(2))).isEqualTo(2);
    }

    @Test
    void keepsQuestionsApart() {
        ask(asha, "sum", Duration.ofSeconds(2));

        assertThat(ask(asha, "another", Duration.ofSeconds(2))).isEqualTo(2);
    }

    @Test
    void findsOnceWhatManyAskAtTheSameTime() throws Exception {
        var go = new CountDownLatch(1);
        var all = IntStream.range(0, 8)
                .mapToObj(_ -> new Thread(() -> answers.get(asha, "sum", Integer.class, () -> {
                    awaitUninterruptibly(go);
                    return found.incrementAndGet();
                })))
                .toList();

        all.forEach(Thread::start);
        await().until(() -> all.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
        go.countDown();
        for (var each : all) {
            each.join();
        }

        assertThat(found).hasValue(1);
    }

    @Test
    void keepsNothingThatWentWrong() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> answers.get(asha, "sum", Integer.class, () -> {
                    throw new IllegalStateException("the database is away");
                }));

        assertThat(ask(asha, "sum", Duration.ofSeconds(2))).isEqualTo(1);
    }

    private int ask(Actor actor, String what, Duration takes) {
        return answers.get(actor, what, Integer.class, () -> {
            pass(takes);
            return found.incrementAndGet();
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
