package io.sangam.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// CR-09: started as `./sangam run` starts it, a process that is out of memory ends, whichever thread it hit and
/// whoever caught it.
class RunOptionsTest {

    private static final int OUT_OF_MEMORY = 3;

    @Test
    void aProcessWithoutMemoryEnds() throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options());
        command.addAll(List.of("-Xmx16m", "-cp", "target/test-classes", Hoarder.class.getName()));

        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it goes on").isTrue();
            assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
        } finally {
            process.destroyForcibly();
        }
    }

    /// As the launcher names them, in whatever file.
    private static List<String> options() throws IOException {
        var start = Files.readString(Path.of("sangam"))
                .lines()
                .filter(line -> line.contains("exec ") && line.contains("\"$aot\""))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("@\\S+|-XX:\\S+")
                .matcher(start)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /// A server whose one request asks for too much, and whose other threads would go on for good.
    static final class Hoarder {

        private Hoarder() {}

        static void main() throws InterruptedException {
            Thread.ofPlatform().start(() -> {
                var hoard = new ArrayList<byte[]>();
                try {
                    while (true) {
                        hoard.add(new byte[1 << 20]);
                    }
                } catch (OutOfMemoryError e) {
                    hoard.clear();
                }
            });
            Thread.sleep(600_000);
        }
    }
}
