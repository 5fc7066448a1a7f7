package io.sangam.database;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A migrated database, ready for the application's role. Closing it stops the server if it is our own.
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final Login owner;
    private final Login application;
    private final @Nullable EmbeddedPostgres server;

    private Database(Login owner, Login application, @Nullable EmbeddedPostgres server) {
        this.owner = owner;
        this.application = application;
        this.server = server;
    }

    public static Database open(DatabaseSettings settings) {
        return settings.url() == null ? embedded(settings) : external(settings, settings.url());
    }

    private static Database embedded(DatabaseSettings settings) {
        var server = EmbeddedPostgres.start(settings.dir(), settings.durable());
        try {
            var owner = DatabaseRoles.createOwner(server.superuser());
            var application = DatabaseRoles.createApplicationRole(owner);
            Migrations.run(owner, application.user());
            return new Database(owner, application, server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Database external(DatabaseSettings settings, String url) {
        if (settings.user() == null || settings.password() == null) {
            throw new IllegalStateException(
                    "sangam.database.url is set, so sangam.database.user and sangam.database.password are needed too");
        }
        var owner = new Login(url, settings.user(), settings.password());
        var application = settings.appUser() == null || settings.appPassword() == null
                ? DatabaseRoles.createApplicationRole(owner)
                : owner.as(settings.appUser(), settings.appPassword());
        log.info("Database {} as {}", owner, application.user());
        Migrations.run(owner, application.user());
        return new Database(owner, application, null);
    }

    /// Migrates; never used to serve requests.
    public Login owner() {
        return owner;
    }

    public Login application() {
        return application;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
