import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/// `wrk` where Debian's package is installed: the cheapest client there is. [Wire] does for the rest.
final class Wrk {

    private static final String SCRIPT = """
            done = function(summary, latency, requests)
              local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
              io.write(string.format("FIGURES %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(95), latency:percentile(99), failed))
            end
            """;
    private static final Pattern FIGURES = Pattern.compile("FIGURES (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private Wrk() {}

    static Figures get(Server server, Bench.Setting setting, String path, String token, int connections, int seconds)
            throws Exception {
        if (!isInstalled()) {
            var request = Wire.get(path, token);
            return Wire.run(server.address(), connections, seconds, 0, 200, () -> request);
        }
        var script = setting.work().resolve("wrk.lua");
        Files.writeString(script, SCRIPT);
        var process = new ProcessBuilder(
                        "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "-s", script.toString(),
                        "-H", "Authorization: Bearer " + token,
                        "http://127.0.0.1:" + server.address().getPort() + path)
                .redirectErrorStream(true)
                .start();
        Cleanup.add(process);
        var text = new String(process.getInputStream().readAllBytes());
        var found = FIGURES.matcher(text);
        if (process.waitFor() != 0 || !found.find()) {
            throw new IOException("wrk: " + text);
        }
        return new Figures(
                number(found.group(1)) / (number(found.group(2)) / 1e6), number(found.group(3)) / 1e3,
                number(found.group(4)) / 1e3, number(found.group(5)) / 1e3, (long) number(found.group(6)));
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    static boolean isInstalled() {
        try {
            var process = new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            return true;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
