package io.sangam.setup;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// A process that carries out a command serves nobody, leaves jobs and events to the processes that stay, and loads no
/// data of its own accord. Registered in META-INF/spring.factories.
public class CommandMode implements EnvironmentPostProcessor {

    static final String PROPERTY = "sangam.command";

    /// Settings under which a process takes nothing from any queue.
    static final Map<String, Object> NO_WORK =
            Map.of("sangam.jobs.threads", "0", "sangam.events.concurrency", "0", "sangam.webhooks.concurrency", "0");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(PROPERTY)) {
            environment.getPropertySources().addFirst(new MapPropertySource("work", NO_WORK));
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "command",
                            Map.of(
                                    "spring.main.web-application-type", "none",
                                    "logging.level.root", "warn",
                                    "sangam.database.pool-size", "2",
                                    "sangam.setup.first-company", "false",
                                    "sangam.sample", "false")));
        }
    }
}
