package io.sangam.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds pairs of records that may be one: names that share most of their three-letter pieces (Dice's coefficient), or
/// something only one can have. Without database, so that it can be tested by examples.
final class Likeness {

    private static final int ENOUGH = 80;
    private static final int SURE = 95;
    private static final int NEARER = 5;
    private static final int FARTHER = 15;
    /// A piece more names than this have says nothing: `com` of a thousand companies.
    private static final int TOO_COMMON = 400;
    private static final int TOLD = 5_000;
    /// What a name may have more or less and be the same.
    private static final Set<String> TITLES = Set.of(
            "ltd",
            "limited",
            "pvt",
            "private",
            "inc",
            "incorporated",
            "llc",
            "llp",
            "plc",
            "gmbh",
            "ag",
            "kg",
            "co",
            "company",
            "corp",
            "corporation",
            "the",
            "and",
            "mr",
            "mrs",
            "ms",
            "dr",
            "sri",
            "smt",
            "shri");

    /// @param keys what only one record can have, by what it is
    /// @param near what makes two of one name more likely one when equal, and less when not
    record Known(UUID id, String name, Map<String, String> keys, Map<String, String> near) {}

    /// @param first the smaller id
    record Pair(UUID first, UUID second, int score, List<String> reasons) {}

    private record Named(Known known, int[] pieces) {}

    private record Two(UUID first, UUID second) {

        static Two of(UUID one, UUID other) {
            return one.toString().compareTo(other.toString()) < 0 ? new Two(one, other) : new Two(other, one);
        }
    }

    private Likeness() {}

    /// The best first.
    ///
    /// @param progress told now and then how many have been compared with all others
    static List<Pair> pairs(Collection<Known> all, int most, IntConsumer progress) {
        var found = new HashMap<Two, Pair>();
        byKeys(all, found);
        byNames(all, found, progress);
        return found.values().stream()
                .sorted(Comparator.comparingInt(Pair::score).reversed().thenComparing(Pair::first))
                .limit(most)
                .toList();
    }

    private static void byKeys(Collection<Known> all, Map<Two, Pair> found) {
        var holders = new HashMap<String, List<Known>>();
        for (var known : all) {
            known.keys()
                    .forEach((what, value) -> holders.computeIfAbsent(what + " " + value, _ -> new ArrayList<>())
                            .add(known));
        }
        holders.forEach((key, some) -> {
            if (some.size() <= TOO_COMMON) {
                var reason = key.substring(0, key.indexOf(' '));
                for (var i = 0; i < some.size(); i++) {
                    for (var j = i + 1; j < some.size(); j++) {
                        add(found, some.get(i), some.get(j), SURE, reason);
                    }
                }
            }
        });
    }

    private static void byNames(Collection<Known> all, Map<Two, Pair> found, IntConsumer progress) {
        var named = all.stream()
                .map(known -> new Named(known, pieces(known.name())))
                .toList();
        var index = new HashMap<Integer, List<Integer>>();
        for (var i = 0; i < named.size(); i++) {
            for (var piece : named.get(i).pieces()) {
                index.computeIfAbsent(piece, _ -> new ArrayList<>()).add(i);
            }
        }
        var shared = new int[named.size()];
        var touched = new ArrayList<Integer>();
        for (var i = 0; i < named.size(); i++) {
            if (i > 0 && i % TOLD == 0) {
                progress.accept(i);
            }
            for (var piece : named.get(i).pieces()) {
                var holders = Objects.requireNonNull(index.get(piece));
                if (holders.size() <= TOO_COMMON) {
                    for (var other : holders) {
                        if (other > i && shared[other]++ == 0) {
                            touched.add(other);
                        }
                    }
                }
            }
            for (var other : touched) {
                shared[other] = 0;
                compare(found, named.get(i), named.get(other));
            }
            touched.clear();
        }
    }

    private static void compare(Map<Two, Pair> found, Named one, Named other) {
        var alike = dice(one.pieces(), other.pieces());
        if (alike < ENOUGH) {
            return;
        }
        var score = alike;
        for (var near : one.known().near().entrySet()) {
            var theirs = other.known().near().get(near.getKey());
            if (theirs != null) {
                score += theirs.equals(near.getValue()) ? NEARER : -FARTHER;
            }
        }
        if (score >= ENOUGH) {
            add(found, one.known(), other.known(), Math.min(score, 100), "name");
        }
    }

    private static void add(Map<Two, Pair> found, Known one, Known other, int score, String reason) {
        var two = Two.of(one.id(), other.id());
        found.merge(two, new Pair(two.first(), two.second(), score, List.of(reason)), (before, more) -> {
            var reasons = new LinkedHashSet<>(before.reasons());
            reasons.addAll(more.reasons());
            return new Pair(two.first(), two.second(), Math.max(before.score(), more.score()), List.copyOf(reasons));
        });
    }

    /// Sorted, each once. Words are compared as a set: `Rao Asha` is `Asha Rao`.
    private static int[] pieces(String name) {
        var words = Grams.words(name);
        var telling = words.stream().filter(word -> !TITLES.contains(word)).toList();
        return (telling.isEmpty() ? words : telling)
                .stream()
                        .map(word -> "  " + word + " ")
                        .flatMapToInt(word -> java.util.stream.IntStream.range(0, word.length() - 2)
                                .map(at -> word.substring(at, at + 3).hashCode()))
                        .distinct()
                        .sorted()
                        .toArray();
    }

    /// 0 to 100.
    private static int dice(int[] one, int[] other) {
        var both = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            if (one[i] == other[j]) {
                both++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return one.length + other.length == 0 ? 0 : 200 * both / (one.length + other.length);
    }

    /// What of a value must be equal: of a web address its host, of anything else its letters and digits.
    static @Nullable String plain(FieldKind kind, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        var text = Grams.plain(value.toString());
        if (kind == FieldKind.URL) {
            text = text.replaceFirst("^[a-z]+://", "")
                    .replaceFirst("^www\\.", "")
                    .replaceFirst("[/?#:].*$", "");
        }
        var plain = Arrays.stream(text.split("[^\\p{L}\\p{N}]+")).collect(Collectors.joining());
        return plain.isEmpty() ? null : plain;
    }
}
