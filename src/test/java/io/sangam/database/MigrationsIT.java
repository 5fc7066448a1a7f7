package io.sangam.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MigrationsIT {

    private static final Login OWNER = TestDatabase.owner();
    private static final String ROLE =
            DatabaseRoles.createApplicationRole(OWNER).user();

    @Test
    void asksNoModuleWhenTheScriptsAreThoseOfTheLastStart() throws SQLException {
        Migrations.run(OWNER, ROLE);
        run("update records.flyway_schema_history set success = false where version = '1'");
        try {
            // Flyway would refuse a module whose last migration has failed.
            Migrations.run(OWNER, ROLE);
        } finally {
            run("update records.flyway_schema_history set success = true where version = '1'");
        }
    }

    @Test
    void asksAgainWhenTheyAreNot() throws SQLException {
        Migrations.run(OWNER, ROLE);
        run("update sangam.applied_scripts set digest = 'of an older jar'");

        Migrations.run(OWNER, ROLE);

        try (var connection = OWNER.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select digest = 'of an older jar' from sangam.applied_scripts")) {
            rows.next();
            assertThat(rows.getBoolean(1)).isFalse();
        }
    }

    private static void run(String sql) throws SQLException {
        try (var connection = OWNER.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
