package io.sangam.imports;

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
class SheetFindingsTest {

    private static final Path FINDINGS = Path.of("src/test/resources/io/sangam/fuzz");

    static Stream<Path> sheets() throws IOException {
        return Files.list(FINDINGS.resolve("SheetFuzz"));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void isReadOrRefusedInNoTime(Path finding) throws IOException {
        var bytes = Files.readAllBytes(finding);
        assertThat(bytes).isNotEmpty();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> SheetFuzz.fuzzerTestOneInput(bytes));
    }
}
