import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What one measurement found.
record Figures(double perSecond, double p50, double p95, double p99, long failed) {

    private static final int ROUNDS = 3;

    /// Of what is compared, each in turn, several times: the machine's own speed moves by half within minutes, and what is
    /// measured in turns has the same of it.
    ///
    /// @param each measures for a [#round]
    @SafeVarargs
    static List<Figures> inTurns(Callable<Figures>... each) throws Exception {
        var rounds = Stream.of(each).map(_ -> new ArrayList<Figures>()).toList();
        for (var round = 0; round < ROUNDS; round++) {
            for (var i = 0; i < each.length; i++) {
                rounds.get(i).add(each[i].call());
            }
        }
        return rounds.stream().map(Figures::of).toList();
    }

    /// @param seconds of all rounds
    static int round(int seconds) {
        return Math.max(1, seconds / ROUNDS);
    }

    /// @param nanos how long each took, in any order
    static Figures of(long[] nanos, double seconds, long failed) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Figures(sorted.length / seconds, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), failed);
    }

    /// Several measurements of the same, as one.
    private static Figures of(List<Figures> rounds) {
        return new Figures(
                mean(rounds, Figures::perSecond), mean(rounds, Figures::p50), mean(rounds, Figures::p95),
                mean(rounds, Figures::p99), rounds.stream().mapToLong(Figures::failed).sum());
    }

    private static double mean(List<Figures> rounds, ToDoubleFunction<Figures> of) {
        return rounds.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
    }

    @Override
    public String toString() {
        return "%,.0f/s, p50 %.1f, p95 %.1f, p99 %.1f ms%s"
                .formatted(perSecond, p50, p95, p99, failed == 0 ? "" : ", " + failed + " FAILED");
    }
}
