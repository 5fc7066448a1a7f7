import java.util.Arrays;

/// What one measurement found.
record Figures(double perSecond, double p50, double p95, double p99, long failed) {

    /// @param nanos how long each took, in any order
    static Figures of(long[] nanos, double seconds, long failed) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Figures(sorted.length / seconds, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), failed);
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
