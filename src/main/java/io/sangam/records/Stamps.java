package io.sangam.records;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Which records a list shows, in its order, and in which state of each: two that are equal say the same, as whatever
/// changes a row gives it another stamp ([ObjectType#stamp()]).
final class Stamps {

    private static final int EACH = 3;

    private final long[] all;

    private Stamps(long[] all) {
        this.all = all;
    }

    static Stamps of(List<Selection.Found> found) {
        var stamps = new Builder(found.size());
        for (var each : found) {
            stamps.add(each.row().id(), each.stamp());
        }
        return stamps.build();
    }

    static final class Builder {

        private final long[] all;
        private int length;

        Builder(int most) {
            all = new long[most * EACH];
        }

        void add(UUID record, long stamp) {
            all[length++] = record.getMostSignificantBits();
            all[length++] = record.getLeastSignificantBits();
            all[length++] = stamp;
        }

        Stamps build() {
            return new Stamps(Arrays.copyOf(all, length));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamps stamps && Arrays.equals(all, stamps.all);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all);
    }
}
