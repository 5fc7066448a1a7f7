package io.sangam.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.tasks.ReminderPlan.Reminder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReminderPlanTest {

    private static final Instant DUE = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<Integer> RULES = List.of(-60, 0, 60);

    @Test
    void followsTheTenantsRules() {
        var plan = ReminderPlan.of(DUE, null, RULES, at(-120));

        assertThat(plan).containsExactly(new Reminder(-60, at(-60)), new Reminder(0, at(0)), new Reminder(60, at(60)));
    }

    @Test
    void leavesOutWhatIsPast() {
        assertThat(ReminderPlan.of(DUE, null, RULES, at(-30)))
                .extracting(Reminder::rule)
                .containsExactly(0, 60);
    }

    @Test
    void addsTheTimeAskedForTheTask() {
        assertThat(ReminderPlan.of(DUE, at(-1440), RULES, at(-3000)))
                .contains(new Reminder(-1440, at(-1440)))
                .hasSize(4);
    }

    @Test
    void saysTheSameThingOnce() {
        assertThat(ReminderPlan.of(DUE, at(-60), RULES, at(-120))).hasSize(3);
    }

    @Test
    void isDailyOnceTheRulesAreUsedUp() {
        assertThat(ReminderPlan.of(DUE, null, RULES, at(90))).containsExactly(new Reminder(90 + 1440, at(90 + 1440)));
        assertThat(ReminderPlan.daily(DUE, RULES, at(60))).contains(new Reminder(60 + 1440, at(60 + 1440)));
    }

    @Test
    void isSilentAboutOverdueTasksWhereNoRuleAsksForIt() {
        assertThat(ReminderPlan.of(DUE, null, List.of(-60, 0), at(90))).isEmpty();
    }

    @Test
    void endsAfterAMonth() {
        assertThat(ReminderPlan.of(DUE, null, RULES, DUE.plus(Duration.ofDays(29))))
                .isEmpty();
    }

    private static Instant at(int minutes) {
        return DUE.plus(Duration.ofMinutes(minutes));
    }
}
