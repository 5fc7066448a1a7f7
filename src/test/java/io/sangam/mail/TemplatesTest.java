package io.sangam.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every mail there is, in every language: a subject, and the same values in as many paragraphs.
class TemplatesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @ParameterizedTest
    @EnumSource
    void saysInEachLanguageTheSame(MailLanguage language) throws IOException {
        var english = english();
        assertThat(english).hasSizeGreaterThan(1);
        for (var file : english) {
            var original = Files.readString(file);
            var other = Files.readString(Path.of(language.file(file.toString())));

            assertThat(other).as(language + " " + file).startsWith("Subject: ");
            assertThat(values(other)).as(language + " " + file).isEqualTo(values(original));
            assertThat(other.split("\n\n")).hasSameSizeAs(original.split("\n\n"));
            assertThat(other.lines().filter(line -> line.endsWith(": {link}"))).hasSize(1);
        }
    }

    private static TreeSet<String> values(String template) {
        var found = new TreeSet<String>();
        Pattern.compile("\\{\\w+}")
                .matcher(template)
                .results()
                .map(MatchResult::group)
                .forEach(found::add);
        return found;
    }

    private static List<Path> english() throws IOException {
        try (var files = Files.walk(RESOURCES.resolve("io/sangam"))) {
            return files.filter(file -> file.toString().matches(".*/\\w+\\.txt"))
                    .filter(file -> startsWithSubject(file))
                    .toList();
        }
    }

    private static boolean startsWithSubject(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").startsWith("Subject: ");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
