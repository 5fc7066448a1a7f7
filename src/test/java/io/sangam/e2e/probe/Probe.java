package io.sangam.e2e.probe;

import io.sangam.events.Subscriber;
import io.sangam.jobs.Schedule;
import io.sangam.records.RecordEvent;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// Notes in tables of the test, which nothing makes unique, every run of a slow schedule and every event a process
/// delivers. Adds its beans by hand, as a start that was prepared at build time looks for none.
public class Probe implements ApplicationContextInitializer<GenericApplicationContext> {

    /// A run takes longer than the pause between two.
    static final Duration PAUSE = Duration.ofSeconds(1);

    static final Duration RUN = Duration.ofSeconds(3);

    @Override
    public void initialize(GenericApplicationContext context) {
        var process = context.getEnvironment().getRequiredProperty("sangam.probe");
        context.registerBean(Schedule.class, () -> slow(context.getBean(JdbcTemplate.class), process));
        context.registerBean(Noting.class, () -> new Noting(context.getBean(JdbcTemplate.class), process));
    }

    private static Schedule slow(JdbcTemplate jdbc, String process) {
        return new Schedule.Every("probe.slow", PAUSE, () -> {
            var id = UUID.randomUUID();
            jdbc.update(
                    "insert into public.probe_run (id, process, began) values (?, ?, clock_timestamp())", id, process);
            try {
                Thread.sleep(RUN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            jdbc.update("update public.probe_run set ended = clock_timestamp() where id = ?", id);
        });
    }

    private record Noting(JdbcTemplate jdbc, String process) implements Subscriber<RecordEvent.Created> {

        @Override
        public String name() {
            return "probe.created";
        }

        @Override
        public Class<RecordEvent.Created> events() {
            return RecordEvent.Created.class;
        }

        @Override
        public void handle(RecordEvent.Created event) {
            jdbc.update("insert into public.probe_event (subject, process) values (?, ?)", event.subject(), process);
        }
    }
}
