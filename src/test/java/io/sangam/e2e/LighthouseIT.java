package io.sangam.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What Lighthouse says of the main routes: how quickly they are there, who can use them, and what browsers complain
/// of.
/// It runs in Node.js, with a browser of its own.
@Tag("measured")
class LighthouseIT {

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void theMainRoutesScoreAsTheyShould() throws IOException, InterruptedException {
        var gita = sangam.account("globex", "ADMIN");
        var run =
                new ProcessBuilder("node", "frontend/tools/lighthouse/run.mjs", sangam.url()).redirectErrorStream(true);
        run.environment()
                .putAll(Map.of(
                        "COMPANY", gita.tenant(),
                        "EMAIL", gita.email(),
                        "PASSWORD", gita.password(),
                        "CHROME_PATH", Visitor.chromium().toString()));

        var lighthouse = run.start();
        var said = new String(lighthouse.getInputStream().readAllBytes(), UTF_8);

        System.out.print(said);
        assertThat(lighthouse.waitFor()).as(said).isZero();
    }
}
