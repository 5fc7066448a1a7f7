package io.sangam;

import io.sangam.setup.PreparedStart;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Sangam", sharedModules = "kernel")
public class SangamApplication {

    static void main(String[] args) {
        var application = new SpringApplication(SangamApplication.class);
        application.addListeners(new PreparedStart());
        application.run(args);
    }

    /// Ticks in microseconds, as PostgreSQL does, so a stored instant equals the one it came from.
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
