package io.sangam.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// Clients decide by codes, so each one is documented.
class ErrorCodesTest {

    private static final Pattern CODE =
            Pattern.compile("(?:FieldError|Refused|[iI]nvalid)\\([^;]*?\"([A-Z][A-Z0-9_]{2,})\"");
    private static final Pattern CONSTRAINT = Pattern.compile("import jakarta\\.validation\\.constraints\\.(\\w+);");

    @Test
    void everyCodeStandsInTheApiGuide() throws IOException, ClassNotFoundException {
        var guide = Files.readString(Path.of("docs/api.md"));
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));

        var missing = new ArrayList<String>();
        for (var module : scan.findCandidateComponents("io.sangam")) {
            for (var code : Class.forName(module.getBeanClassName()).getEnumConstants()) {
                if (!guide.contains("`" + code + "`")) {
                    missing.add(code.toString());
                }
            }
        }

        assertThat(scan.findCandidateComponents("io.sangam")).hasSizeGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    /// Those of single values stand in the sources as texts, or follow from the name of a constraint.
    @Test
    void everyCodeOfAValueStandsInTheApiGuideToo() throws IOException {
        var guide = Files.readString(Path.of("docs/api.md"));
        var found = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                CODE.matcher(source).results().forEach(match -> found.add(match.group(1)));
                CONSTRAINT
                        .matcher(source)
                        .results()
                        .forEach(match -> found.add(match.group(1)
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toUpperCase(Locale.ROOT)));
            }
        }

        assertThat(found).hasSizeGreaterThan(30).contains("VALUE_TYPE", "NOT_BLANK");
        assertThat(found.stream().filter(code -> !guide.contains("`" + code + "`")))
                .isEmpty();
    }
}
