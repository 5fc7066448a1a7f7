package io.sangam.setup;

import io.sangam.kernel.ProcessRole;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/// Which beans there are and how each is made Spring finds out when the product is built (`process-aot`), which halves
/// the time it takes to start. That holds for a process with ordinary settings. One whose settings decide about beans
/// (a command, a worker, Redis, or anything of Spring's own) finds it out for itself, as does one from plain classes.
public class PreparedStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String PREPARED = "io.sangam.SangamApplication__ApplicationContextInitializer";
    private static final Set<String> SPRINGS_OWN = Set.of("spring.", "management.", "springdoc.");
    /// Where people set things; what comes with the product was known when it was built.
    private static final Set<String> PLACES = Set.of(
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            "commandLineArgs");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        // whoever sets it decides; and while it is prepared, what an earlier build prepared does not count
        if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null
                && !SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING)
                && ClassUtils.isPresent(PREPARED, getClass().getClassLoader())
                && isOrdinary(event.getEnvironment())) {
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        }
    }

    static boolean isOrdinary(ConfigurableEnvironment environment) {
        return !environment.containsProperty(CommandMode.PROPERTY)
                && !environment.containsProperty("sangam.redis.url")
                && !ProcessRole.WORKER.name().equalsIgnoreCase(environment.getProperty(RoleMode.PROPERTY))
                && environment.getPropertySources().stream()
                        .filter(PreparedStart::isSetByPeople)
                        .flatMap(PreparedStart::names)
                        .noneMatch(PreparedStart::isSpringsOwn);
    }

    private static boolean isSetByPeople(PropertySource<?> source) {
        return PLACES.contains(source.getName())
                || (source.getName().startsWith("Config resource")
                        && !source.getName().contains("class path resource"));
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> settings
                ? Stream.of(settings.getPropertyNames())
                : Stream.of();
    }

    /// In the environment it is `SPRING_…`.
    private static boolean isSpringsOwn(String name) {
        var spelled = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return SPRINGS_OWN.stream().anyMatch(spelled::startsWith);
    }
}
