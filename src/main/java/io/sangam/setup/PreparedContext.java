package io.sangam.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/// The context of a prepared start, which looks up beans by `BeansByType`; of any other it is Spring Boot's own.
public class PreparedContext implements ApplicationContextFactory {

    @Override
    public @Nullable ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
        return type == WebApplicationType.SERVLET && AotDetector.useGeneratedArtifacts()
                ? new Prepared()
                : DEFAULT.create(type);
    }

    @Override
    public @Nullable Class<? extends ConfigurableEnvironment> getEnvironmentType(@Nullable WebApplicationType type) {
        return DEFAULT.getEnvironmentType(type);
    }

    @Override
    public @Nullable ConfigurableEnvironment createEnvironment(@Nullable WebApplicationType type) {
        return DEFAULT.createEnvironment(type);
    }

    private static final class Prepared extends ServletWebServerApplicationContext {

        Prepared() {
            super(new BeansByType());
        }

        /// Nothing adds or changes beans from here on. Spring keeps what it looked up once they are frozen, which it
        /// would do after it has made most of them, with the web server.
        @Override
        protected void registerBeanPostProcessors(ConfigurableListableBeanFactory beans) {
            beans.freezeConfiguration();
            super.registerBeanPostProcessors(beans);
        }
    }
}
