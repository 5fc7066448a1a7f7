package io.sangam.database;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Brings every module's schema up to date: `db/migration/<module>` into the schema `<module>`, with a history of its
/// own.
///
/// No foreign key crosses a schema, so the order of modules does not matter; `__root` holds what all of them call and
/// comes first. Two processes that start at once wait for each other on Flyway's lock.
public final class Migrations {

    private static final String ROOT = "__root";

    private Migrations() {}

    public static void run(Login owner, String applicationRole) {
        migrate(owner, applicationRole, ROOT, "sangam");
        for (var module : modules()) {
            migrate(owner, applicationRole, module, module);
        }
    }

    /// The modules that have tables, by name.
    public static List<String> modules() {
        try {
            var names = new TreeSet<String>();
            for (var script :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql")) {
                var parts = script.getURL().getPath().split("/");
                names.add(parts[parts.length - 2]);
            }
            names.remove(ROOT);
            return List.copyOf(names);
        } catch (IOException e) {
            throw new IllegalStateException("The migrations can't be read from the class path", e);
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
