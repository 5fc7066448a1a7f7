package io.sangam.e2e.probe;

import io.sangam.events.Subscriber;
import io.sangam.jobs.Schedule;
import io.sangam.records.RecordEvent;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// Notes in tables of the test, which nothing makes unique, every run of a slow schedule and every event a process
/// delivers.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sangam.probe")
public class Probe {

    /// A run takes longer than the pause between two.
    static final Duration PAUSE = Duration.ofSeconds(1);

    static final Duration RUN = Duration.ofSeconds(3);

    @Bean
    Schedule slowSchedule(JdbcTemplate jdbc, @Value("${sangam.probe}") String process) {
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

    @Bean
    Subscriber<RecordEvent.Created> createdRecords(JdbcTemplate jdbc, @Value("${sangam.probe}") String process) {
        return new Noting(jdbc, process);
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
