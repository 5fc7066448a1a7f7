package io.sangam.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Brings every module's schema up to date: `db/migration/<module>` into the schema `<module>`, with a history of its
/// own.
///
/// No foreign key crosses a schema, so the order of modules does not matter; `__root` holds what all of them call and
/// comes first. Of processes that start at once one migrates, and the others wait for it.
public final class Migrations {

    private static final String ROOT = "__root";

    private Migrations() {}

    public static void run(Login owner, String applicationRole) {
        var digest = digest(applicationRole);
        if (digest.equals(applied(owner))) {
            return;
        }
        try (var turn = owner.connect()) {
            DatabaseRoles.takeTurn(turn);
            if (digest.equals(applied(owner))) {
                return;
            }
            migrate(owner, applicationRole, ROOT, "sangam");
            for (var module : modules()) {
                migrate(owner, applicationRole, module, module);
            }
            remember(owner, digest);
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be migrated by " + owner, e);
        }
    }

    /// The modules that have tables, by name.
    public static List<String> modules() {
        return scripts().keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .filter(module -> !module.equals(ROOT))
                .distinct()
                .toList();
    }

    /// By module and file name, in that order.
    private static SortedMap<String, Resource> scripts() {
        try {
            var scripts = new TreeMap<String, Resource>();
            for (var script :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql")) {
                var parts = script.getURL().getPath().split("/");
                scripts.put(parts[parts.length - 2] + "/" + parts[parts.length - 1], script);
            }
            return scripts;
        } catch (IOException e) {
            throw new IllegalStateException("The migrations can't be read from the class path", e);
        }
    }

    private static String digest(String applicationRole) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(applicationRole.getBytes(UTF_8));
            for (var script : scripts().entrySet()) {
                digest.update(script.getKey().getBytes(UTF_8));
                digest.update(script.getValue().getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The migrations can't be read from the class path", e);
        }
    }

    /// Asking Flyway costs every module a connection and several queries: 12 modules took a quarter of a warm start.
    private static @Nullable String applied(Login owner) {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            var known = statement.executeQuery("select to_regclass('sangam.applied_scripts') is not null");
            known.next();
            if (!known.getBoolean(1)) {
                return null;
            }
            var row = statement.executeQuery("select digest from sangam.applied_scripts");
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("The history of migrations can't be read by " + owner, e);
        }
    }

    private static void remember(Login owner, String digest) {
        try (var connection = owner.connect();
                var insert = connection.prepareStatement("""
                        insert into sangam.applied_scripts (digest) values (?)
                        on conflict (only_row) do update set digest = excluded.digest
                        """)) {
            insert.setString(1, digest);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The history of migrations can't be written by " + owner, e);
        }
    }

    private static void migrate(Login owner, String applicationRole, String folder, String schema) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration/" + folder)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .placeholders(Map.of("app_role", applicationRole))
                .load()
                .migrate();
    }
}
