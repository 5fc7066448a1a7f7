package io.sangam.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.database.TestDatabase;
import io.sangam.kernel.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The command as an operator runs it: a process of its own from the packaged jar, beside servers that use the same
/// database.
@Tag("alone")
class OperatorCommandIT {

    private record Ended(int code, String said) {}

    @Test
    void makesACompanyOnceAndRefusesItTheSecondTime() throws Exception {
        var slug = "s" + Long.toString(Ids.next().getLeastSignificantBits() >>> 4, 36);
        var options = List.of("--slug=" + slug, "--name=It's \"quoted\" & $HOME", "--admin-email=asha@example.org");

        var first = run(options);
        var second = run(options);

        assertThat(first.said()).contains("It's \"quoted\" & $HOME", slug, "asha@example.org", "password");
        assertThat(first.code()).isZero();
        assertThat(second.said()).contains("Refused: There is already a company " + slug);
        assertThat(second.code()).isEqualTo(1);
    }

    private static Ended run(List<String> options) throws IOException, InterruptedException {
        var owner = TestDatabase.owner();
        var command = new ArrayList<>(List.of(
                SangamProcess.java(),
                Installation.cache(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Installation.get().classPath(List.of()),
                "io.sangam.SangamApplication",
                "--sangam.command=tenant",
                "--sangam.database.url=" + owner.url(),
                "--sangam.database.user=" + owner.user(),
                "--sangam.database.password=" + owner.password()));
        command.addAll(options);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
