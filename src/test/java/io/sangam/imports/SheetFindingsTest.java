package io.sangam.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    /// Else the fuzzer would only ever find that its archives are none.
    @Test
    void itsArchivesAreReadAsFarAsTheyAreRight() throws IOException {
        assertThat(rows("number")).containsExactly(List.of("12.5"));
        assertThat(rows("day").getFirst()).containsExactly("2026-11-30");
        assertThat(rows("strings")).containsExactly(List.of("Asha"));
    }

    private static List<List<String>> rows(String finding) throws IOException {
        return SheetReader.read(SheetFuzz.file(
                        Files.readAllBytes(FINDINGS.resolve("SheetFuzz").resolve(finding))))
                .rows();
    }
}
