package io.sangam.records;

import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.any;

import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds records of all objects by words, numbers and phone numbers, in the reader's scope and by the values he may see
/// in clear: a masked value is never what a hit rests on.
///
/// The index proposes, the record decides: what it holds in common with the query is judged on the reader's own view.
@Service
@Transactional(readOnly = true)
class Search {

    /// @param hint the field the hit rests on, unless that is the title
    record Hit(
            String object,
            UUID id,
            String title,
            @Nullable String number,
            @Nullable Hint hint) {}

    record Hint(String field, String label, String value) {}

    /// @param whole each typed word is one of its words
    private record Scored(Hit hit, int score, boolean whole) {}

    private record Asked(Actor actor, List<ObjectType> types, String query, List<String> words, String digits) {}

    /// Candidates per object: of the index, and of those the reader may see.
    private static final int PROPOSED = 5_000;
    private static final int JUDGED = 1_000;
    private static final int ENOUGH = 5;

    private static final int IS_NUMBER = 100_000;
    private static final int IS_PHONE = 50_000;
    private static final int IN_TITLE = 10;

    private final Records records;
    private final ObjectTypes types;
    private final Readers readers;
    private final SearchIndex index;

    Search(Records records, ObjectTypes types, Readers readers, SearchIndex index) {
        this.records = records;
        this.types = types;
        this.readers = readers;
        this.index = index;
    }

    /// @param objects keys of those to look in; all the reader may read, when empty
    List<Hit> find(Actor actor, String query, Set<String> objects, int limit) {
        var words = Grams.words(query);
        var digits = Grams.digits(query);
        if (query.strip().length() < Grams.SHORTEST || words.isEmpty()) {
            return List.of();
        }
        var rights = readers.of(actor).rights();
        var types = this.types.all().stream()
                .filter(type -> objects.isEmpty() || objects.contains(type.key()))
                .filter(type -> rights.canRead(type.plural()))
                .toList();
        return find(new Asked(actor, types, query.strip(), words, digits)).stream()
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .limit(limit)
                .map(Scored::hit)
                .toList();
    }

    /// A slip of the finger is thought of when there is little to show that was not mistyped.
    private List<Scored> find(Asked asked) {
        var strict = new ArrayList<>(Grams.choices(asked.actor().tenant(), asked.words(), false));
        if (!asked.digits().isEmpty()) {
            strict.add(Grams.ofDigits(asked.actor().tenant(), asked.digits()));
        }
        var found = judged(asked, strict);
        if (found.size() >= ENOUGH
                || found.stream().anyMatch(Scored::whole)
                || !asked.digits().isEmpty()) {
            return found;
        }
        var slipped = Grams.choices(asked.actor().tenant(), asked.words(), true);
        var known = found.stream().map(each -> each.hit().id()).collect(toSet());
        return Stream.concat(
                        found.stream(),
                        judged(asked, slipped).stream()
                                .filter(each -> !known.contains(each.hit().id())))
                .toList();
    }

    private List<Scored> judged(Asked asked, List<Set<Long>> choices) {
        var proposed =
                choices.isEmpty() ? Map.<String, List<UUID>>of() : index.proposed(asked.types(), choices, PROPOSED);
        return asked.types().stream()
                .filter(type -> proposed.containsKey(type.key()))
                .flatMap(type -> judged(asked, type, Objects.requireNonNull(proposed.get(type.key()))).stream())
                .toList();
    }

    private List<Scored> judged(Asked asked, ObjectType type, List<UUID> proposed) {
        var reader = readers.of(asked.actor());
        var shown = SearchIndex.fields(type).stream()
                .filter(spec -> reader.visibility(spec) == Visibility.CLEAR)
                .toList();
        var among = type.id().eq(any(proposed.toArray(UUID[]::new)));
        return records.rows(asked.actor(), type, among, shown, JUDGED).stream()
                .flatMap(row -> score(type, shown, row, asked).stream())
                .toList();
    }

    private static Optional<Scored> score(
            ObjectType type, List<FieldSpec<?>> shown, Map<String, @Nullable Object> row, Asked asked) {
        var words = asked.words();
        var matched = new int[words.size()];
        var total = 0;
        @Nullable Hint hint = null;
        var titleWords = List.<String>of();
        for (var spec : shown) {
            var text = text(row.get(spec.key()));
            if (text.isEmpty()) {
                continue;
            }
            var isTitle = spec.key().equals(type.titleField());
            var own = spec.kind() == FieldKind.PHONE
                    ? phone(text, asked.digits())
                    : spec.key().equals("number") && text.equalsIgnoreCase(asked.query()) ? IS_NUMBER : 0;
            if (own > 0) {
                Arrays.fill(matched, Grams.WORD);
            }
            var its = spec.kind() == FieldKind.PHONE ? List.<String>of() : Grams.words(text);
            titleWords = isTitle ? its : titleWords;
            for (var i = 0; i < words.size() && !its.isEmpty(); i++) {
                var best = best(words.get(i), its);
                if (best > matched[i]) {
                    matched[i] = best;
                }
                own += best * (isTitle ? IN_TITLE : 1);
            }
            if (own > 0 && !isTitle && (hint == null || own >= IS_PHONE)) {
                hint = new Hint(spec.key(), spec.label(), text);
            }
            total += own;
        }
        for (var each : matched) {
            if (each == 0) {
                return Optional.empty();
            }
        }
        var title = text(row.get(type.titleField()));
        var ofTitle = titleWords;
        var inTitle = words.stream().allMatch(word -> best(word, ofTitle) > 0);
        var hit = new Hit(
                type.key(),
                (UUID) Objects.requireNonNull(row.get("id")),
                title,
                row.get("number") instanceof String number ? number : null,
                inTitle ? null : hint);
        return Optional.of(new Scored(hit, total, Arrays.stream(matched).allMatch(match -> match == Grams.WORD)));
    }

    private static int phone(String e164, String digits) {
        return !digits.isEmpty() && e164.contains(digits) ? IS_PHONE + (e164.endsWith(digits) ? 1 : 0) : 0;
    }

    private static int best(String typed, List<String> words) {
        var best = 0;
        for (var word : words) {
            best = Math.max(best, Grams.match(typed, word));
        }
        return best;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                String.join(" ", list.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }
}
