import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// What a company feels of a neighbour who asks ten times what he may. The only scenario with limits, on a server of its
/// own.
final class NoisyScenario {

    private static final String PATH = "/api/v1/leads?limit=50";
    private static final int LIMIT = 1_000;
    private static final int QUIET_PER_SECOND = 12;
    private static final int SECONDS = 20;
    private static final int WARM_UP = 20;

    private NoisyScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var data = setting.work().resolve("noisy");
        try (var own = Server.start(
                setting.app(), data, List.of("--sangam.sample=true", "--sangam.limits.requests-per-minute=" + LIMIT))) {
            var warming = new ArrayList<byte[]>();
            for (var role : List.of("ADMIN", "MANAGER", "SALES", "SUPPORT", "VIEWER", "FINANCE")) {
                warming.add(Wire.get(PATH, own.signIn("acme", role)));
            }
            var next = new AtomicInteger();
            Wire.run(own.address(), 8, WARM_UP, 80, 200, () -> warming.get(next.getAndIncrement() % warming.size()));
            var quiet = Wire.get(PATH, own.signIn("acme", "ADMIN"));
            var loud = Wire.get(PATH, own.signIn("globex", "ADMIN"));
            var alone = Wire.run(own.address(), 2, SECONDS, QUIET_PER_SECOND, 200, () -> quiet);
            Figures beside;
            try (var threads = Executors.newSingleThreadExecutor()) {
                var neighbour = threads.submit(
                        () -> Wire.run(own.address(), 8, SECONDS + 2, LIMIT * 10 / 60, 200, () -> loud));
                Thread.sleep(1_000);
                beside = Wire.run(own.address(), 2, SECONDS, QUIET_PER_SECOND, 200, () -> quiet);
                setting.report().note("noisy: the neighbour got " + neighbour.get());
            }
            var ratio = beside.p95() / alone.p95();
            var served = beside.perSecond() / alone.perSecond();
            setting.report().row(
                    "quiet beside a noisy neighbour", beside.toString(), "alone: " + alone,
                    "p95 %.2f, throughput %.2f".formatted(ratio, served), "p95 ≤ 1.2, throughput ≥ 0.8",
                    ratio <= 1.2 && served >= 0.8 && beside.failed() == 0);
        } finally {
            Server.delete(data);
        }
    }
}
