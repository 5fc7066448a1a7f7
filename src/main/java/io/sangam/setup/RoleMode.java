package io.sangam.setup;

import io.sangam.kernel.ProcessRole;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// A web process leaves the queues to others, whatever else its settings say. Registered in META-INF/spring.factories.
public class RoleMode implements EnvironmentPostProcessor {

    static final String PROPERTY = "sangam.role";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (ProcessRole.WEB.name().equalsIgnoreCase(environment.getProperty(PROPERTY))) {
            environment.getPropertySources().addFirst(new MapPropertySource("role", CommandMode.NO_WORK));
        }
    }
}
