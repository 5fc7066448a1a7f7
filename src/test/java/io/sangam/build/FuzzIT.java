package io.sangam.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Coverage-guided fuzzing of the parsers strangers' bytes reach (attack groups IN and IM), by
/// [Jazzer](https://github.com/CodeIntelligenceTesting/jazzer) in a JVM of its own: some seconds in every build, as
/// long as you like by `./sangam fuzz SECONDS`. A finding is copied to `src/test/resources/io/sangam/fuzz`, and stays a
/// test for good.
class FuzzIT {

    private static final String SECONDS = System.getProperty("sangam.fuzz.seconds", "3");
    private static final Path FINDINGS = Path.of("src/test/resources/io/sangam/fuzz");

    @ParameterizedTest
    @ValueSource(strings = {"io.sangam.imports.SheetFuzz", "io.sangam.records.ValueFuzz"})
    void neverAnythingButAResultOrADocumentedRefusal(String target) throws IOException, InterruptedException {
        var name = target.substring(target.lastIndexOf('.') + 1);
        var grown = Files.createDirectories(Path.of("target/fuzz").resolve(name));
        var words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=io.sangam.imports.**:io.sangam.records.**:io.sangam.kernel.**:"
                        + "de.siegmar.**:org.dhatim.**:com.fasterxml.aalto.**:tools.jackson.core.json.**",
                "-max_total_time=" + SECONDS,
                "-max_len=4096",
                // a hang, not the slowness of a class that is being instrumented on a busy machine
                "-timeout=60",
                "-artifact_prefix=" + grown.toAbsolutePath() + "/found-",
                "--reproducer_path=" + grown.toAbsolutePath(),
                grown.toString(),
                FINDINGS.resolve(name).toString());
        var log = grown.resolveSibling(name + ".log");

        var ended = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();

        var said = Files.readString(log);
        assertThat(ended)
                .as("its last words:\n%s", said.substring(Math.max(0, said.length() - 6_000)))
                .isZero();
        assertThat(said).as("it really tried").containsPattern("Done \\d{2,} runs");
    }
}
