package io.sangam.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Gives every Spring test of this JVM the same real PostgreSQL, started once and not durable. Registered in
/// META-INF/spring.factories. Tests share it, so each makes its own tenants.
public class TestDatabase implements EnvironmentPostProcessor {

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();
        static final Login OWNER = DatabaseRoles.createOwner(SERVER.superuser());
    }

    public static Login owner() {
        return Holder.OWNER;
    }

    /// A database of its own, migrated.
    ///
    /// @param owner may change its tables
    /// @param application is guarded by row security, as the product
    public record Another(Login owner, Login application) {}

    /// Beside the one all tests share: for whoever fills or changes tables as no other test should find them.
    public static Another another(String name) {
        var owner = fresh(name);
        var application = DatabaseRoles.createApplicationRole(owner);
        Migrations.run(owner, application.user());
        return new Another(owner, application);
    }

    /// An empty database of its own in the same server, for processes that are to share one.
    public static Login fresh(String name) {
        var owner = Holder.OWNER;
        try (var connection = Holder.SERVER.superuser().connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " owner " + owner.user());
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " was not made", e);
        }
        return new Login(owner.url().replaceFirst("/[^/?]*($|\\?)", "/" + name + "$1"), owner.user(), owner.password());
    }

    /// The way into such a database for whom no row is hidden.
    public static Login superuser(Login database) {
        var superuser = Holder.SERVER.superuser();
        return new Login(database.url(), superuser.user(), superuser.password());
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty("sangam.test.own-database", Boolean.class, false)) {
            return; // a test that stops its server
        }
        var owner = owner();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test database",
                        Map.of(
                                "sangam.database.url",
                                owner.url(),
                                "sangam.database.user",
                                owner.user(),
                                "sangam.database.password",
                                owner.password(),
                                "sangam.security.token-key",
                                "a key for tests, long enough for HMAC-SHA256",
                                // As strong as a test needs, so that signing in takes a millisecond.
                                "sangam.security.password-memory",
                                "64",
                                "sangam.setup.first-company",
                                "false")));
    }

    private static EmbeddedPostgres start() {
        try {
            System.setProperty(
                    "sangam.postgres.cache",
                    Path.of("target/postgres-binaries").toAbsolutePath().toString());
            var dir = Files.createTempDirectory(
                    "sangam-test", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            var server = EmbeddedPostgres.start(dir, false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                deleteTree(dir);
            }));
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("The test database did not start", e);
        }
    }

    private static void deleteTree(Path dir) {
        try (var paths = Files.walk(dir)) {
            paths.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
