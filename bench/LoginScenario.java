import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Whether the time of a refusal tells who is known here: wrong passwords of people who are, of people who are not, and
/// of a company there is none of, by turns.
final class LoginScenario {

    private static final int WARM_UP = 30;
    private static final int ROUNDS = 200;

    private LoginScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var known = server.people(Generator.MODEL);
        var times = new HashMap<String, List<Long>>();
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var asked = Map.of(
                    "known", refused(server, Generator.MODEL, known.get(Math.floorMod(round, known.size()))),
                    "unknown", refused(server, Generator.MODEL, "nobody-" + UUID.randomUUID() + "@example.com"),
                    "no company", refused(server, "nowhere-" + Math.abs(round), known.getFirst()));
            if (round >= 0) {
                asked.forEach((who, time) -> times.computeIfAbsent(who, _ -> new ArrayList<>()).add(time));
            }
        }
        for (var who : List.of("unknown", "no company")) {
            var ratio = median(times.get(who)) / median(times.get("known"));
            setting.report().row(
                    "sign-in refused, " + who, "median %.2f ms".formatted(median(times.get(who))),
                    "known: median %.2f ms".formatted(median(times.get("known"))), "%.2f".formatted(ratio), "0.9 to 1.1",
                    ratio >= 0.9 && ratio <= 1.1);
        }
    }

    private static long refused(Server server, String company, String email) throws Exception {
        var body = Server.JSON.writeValueAsString(Map.of("tenant", company, "email", email, "password", "not-this-one-but-long"));
        var begin = System.nanoTime();
        var status = server.status("/api/v1/auth/login", body);
        var took = System.nanoTime() - begin;
        if (status != 401) {
            throw new IllegalStateException("A wrong password was answered " + status);
        }
        return took;
    }

    private static double median(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
