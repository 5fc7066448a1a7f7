package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a fuzzer or a person once found to break a parser.
class ValueFindingsTest {

    private static final Path FINDINGS = Path.of("src/test/resources/io/sangam/fuzz");

    static Stream<Path> values() throws IOException {
        return Files.list(FINDINGS.resolve("ValueFuzz"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isTakenOrRefusedInNoTime(Path finding) throws IOException {
        var bytes = Files.readAllBytes(finding);
        assertThat(bytes).isNotEmpty();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ValueFuzz.fuzzerTestOneInput(bytes));
    }
}
