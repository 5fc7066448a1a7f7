package io.sangam.database;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;

/// Opens the database while Spring is still putting beans together: starting a server and looking for migrations is
/// mostly waiting.
public final class OpeningDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String PREFIX = "sangam.database";

    private @Nullable FutureTask<Database> opened;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // what is prepared at build time needs no database
        if (!SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING)) {
            var settings = Binder.get(context.getEnvironment()).bindOrCreate(PREFIX, DatabaseSettings.class);
            opened = new FutureTask<>(() -> Database.open(settings));
            Thread.ofPlatform().daemon().name("database").start(opened);
            context.getBeanFactory().registerSingleton("openingDatabase", this);
        }
    }

    Database await() {
        try {
            return requireNonNull(opened).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the database opened", e);
        }
    }
}
