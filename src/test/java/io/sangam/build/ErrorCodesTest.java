package io.sangam.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// Clients decide by codes, so each one is documented.
class ErrorCodesTest {

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
}
