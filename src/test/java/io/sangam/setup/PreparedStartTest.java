package io.sangam.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PreparedStartTest {

    @ParameterizedTest
    @CsvSource({
        "commandLineArgs, sangam.redis.url, redis://localhost",
        "commandLineArgs, sangam.role, WORKER",
        "commandLineArgs, sangam.command, tenant",
        "commandLineArgs, spring.profiles.active, other",
        "systemEnvironment, SPRING_MAIN_LAZY_INITIALIZATION, true",
        "systemProperties, management.server.port, 9000",
        "Config resource 'file [config/application.yaml]', springdoc.api-docs.enabled, false",
    })
    void settingsThatDecideAboutBeansAreNotKnownBeforehand(String source, String name, String value) {
        assertThat(PreparedStart.isOrdinary(environment(source, name, value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "commandLineArgs, server.port, 8081",
        "commandLineArgs, sangam.role, web",
        "systemEnvironment, SANGAM_DATABASE_URL, jdbc:postgresql://db/sangam",
        "Config resource 'class path resource [application.yaml]', spring.threads.virtual.enabled, true",
    })
    void allOthersAre(String source, String name, String value) {
        assertThat(PreparedStart.isOrdinary(environment(source, name, value))).isTrue();
    }

    private static StandardEnvironment environment(String source, String name, String value) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(each -> environment
                        .getPropertySources()
                        .replace(each.getName(), new MapPropertySource(each.getName(), Map.of())));
        var setting = new MapPropertySource(source, Map.of(name, value));
        if (environment.getPropertySources().contains(source)) {
            environment.getPropertySources().replace(source, setting);
        } else {
            environment.getPropertySources().addFirst(setting);
        }
        return environment;
    }
}
