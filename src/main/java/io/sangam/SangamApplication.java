package io.sangam;

import io.sangam.setup.PreparedContext;
import io.sangam.setup.PreparedStart;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/// Without Tomcat's metrics: of sessions, which nobody has, for 0.15 s of each start.
@SpringBootApplication(exclude = TomcatMetricsAutoConfiguration.class)
@ConfigurationPropertiesScan
@Modulithic(systemName = "Sangam", sharedModules = "kernel")
public class SangamApplication {

    static void main(String[] args) {
        var application = new SpringApplication(SangamApplication.class);
        application.addListeners(new PreparedStart());
        application.setApplicationContextFactory(new PreparedContext());
        application.run(args);
    }

    /// Ticks in microseconds, as PostgreSQL does, so a stored instant equals the one it came from.
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
