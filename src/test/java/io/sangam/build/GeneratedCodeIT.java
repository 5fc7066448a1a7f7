package io.sangam.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;

/// The committed jOOQ classes are what the migrations say: stale ones fail the build, not a user.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GeneratedCodeIT {

    @Test
    void jooqClassesFollowFromTheMigrations(@TempDir Path fresh) throws Exception {
        Codegen.generate(TestDatabase.owner(), fresh);

        assertThat(sources(Path.of("src/generated/java")))
                .as("run ./sangam codegen and commit src/generated")
                .isEqualTo(sources(fresh));
    }

    private static Map<String, String> sources(Path root) throws IOException {
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sources.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return sources;
    }
}
