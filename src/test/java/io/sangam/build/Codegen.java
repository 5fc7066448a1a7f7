package io.sangam.build;

import io.sangam.database.Database;
import io.sangam.database.DatabaseSettings;
import io.sangam.database.Login;
import io.sangam.database.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.LambdaConverter;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/// Writes the jOOQ classes of every module from a freshly migrated PostgreSQL: `./sangam codegen`.
public final class Codegen {

    /// Columns that hold a user, whatever their role in the row.
    private static final String USER_COLUMNS =
            ".*\\.(\\w+_by|user_id|viewer_id|owner_id|assignee_id|caller_id|actor_id|manager_id|leader_id|previous_owner_id"
                    + "|account_owner_id|account_manager_id|success_manager_id|escalated_to)|.*\\.user_account\\.id";

    private Codegen() {}

    static void main(String[] args) throws Exception {
        var output = Path.of(args[0]);
        var temporary = Files.createTempDirectory("sangam-codegen");
        Files.setPosixFilePermissions(temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var database = Database.open(new DatabaseSettings(temporary, null, null, null, null, null, 1, false))) {
            generate(database.owner(), output);
        }
        // The server's child thread and its files go with the process and the temporary folder.
    }

    static void generate(Login owner, Path output) throws Exception {
        for (var module : Migrations.modules()) {
            generate(owner, module, output);
        }
    }

    private static void generate(Login owner, String module, Path output) throws Exception {
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(owner.url())
                        .withUser(owner.user())
                        .withPassword(owner.password()))
                .withGenerator(new Generator()
                        .withStrategy(new Strategy().withName("org.jooq.codegen.DefaultGeneratorStrategy"))
                        .withDatabase(new org.jooq.meta.jaxb.Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema(module)
                                // the slots of companies' own fields have no names
                                .withExcludes("flyway_schema_history.*|.*\\.custom_[a-z]+_\\d+\\w*")
                                .withIncludeExcludeColumns(true)
                                .withIncludeRoutines(false)
                                .withForcedTypes(forcedTypes()))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withFluentSetters(true)
                                .withJavaTimeTypes(true)
                                .withGlobalObjectReferences(true)
                                .withIndexes(false)
                                .withComments(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(new Target()
                                .withPackageName("io.sangam." + module + ".db")
                                .withDirectory(output.toString()))));
    }

    private static List<ForcedType> forcedTypes() {
        return List.of(
                new ForcedType().withName("INSTANT").withIncludeTypes("(?i:timestamptz|timestamp with time zone)"),
                id("io.sangam.kernel.TenantId", ".*\\.tenant_id"),
                id("io.sangam.kernel.UserId", USER_COLUMNS));
    }

    private static ForcedType id(String type, String columns) {
        return new ForcedType()
                .withUserType(type)
                .withLambdaConverter(
                        new LambdaConverter().withFrom(type + "::new").withTo(type + "::value"))
                .withIncludeExpression(columns)
                .withIncludeTypes("uuid");
    }
}
