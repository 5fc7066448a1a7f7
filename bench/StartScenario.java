import java.nio.file.Path;
import java.util.List;

/// How long until the product answers: on an empty directory, again, and from the JDK's AOT cache.
final class StartScenario {

    private static final double TARGET = 3;

    private StartScenario() {}

    static void run(Bench.Setting setting) throws Exception {
        var data = setting.work().resolve("start");
        var first = once(setting, List.of());
        var warm = once(setting, List.of());
        var cache = recorded(setting);
        var cached = Double.MAX_VALUE;
        for (var i = 0; i < 3; i++) {
            cached = Math.min(cached, once(setting, List.of("-XX:AOTCache=" + cache)));
        }
        Server.delete(data);
        setting.report().note("Start: first ever %.1f s, warm %.1f s, warm with AOT cache %.1f s".formatted(first, warm, cached));
        setting.report().row(
                "start, warm, AOT cache", "%.1f s".formatted(cached), "warm without: %.1f s".formatted(warm),
                "%.2f".formatted(cached / warm), "≤ 3 s", cached <= TARGET);
    }

    /// The cache a first start leaves for those to come.
    private static Path recorded(Bench.Setting setting) throws Exception {
        var cache = setting.work().resolve("sangam.aot");
        once(setting, List.of("-XX:AOTCacheOutput=" + cache));
        return cache;
    }

    private static double once(Bench.Setting setting, List<String> options) throws Exception {
        try (var server = Server.start(setting.app(), setting.work().resolve("start"), options)) {
            return server.secondsToReady();
        }
    }
}
