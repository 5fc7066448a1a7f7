package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Pages of lists, read in one select each.
///
/// What people look at stays the same for minutes, and to read, name and write its fifty rows takes longer than all
/// else about it. So a first page that was the same twice is kept as it was written (ADR 40). From then on PostgreSQL
/// is asked which records are on it and in which state of each; while these are the same ones, under the same names,
/// it is the same page. One that changes each time somebody looks is read each time, as if nothing were kept.
@Component
class ListPages {

    /// In bytes, about.
    private static final long MOST = 48L << 20;
    /// Longer than a page is looked at again and again, and shorter than PostgreSQL's stamps take to come round.
    private static final Duration AGE = Duration.ofMinutes(10);

    private static final int UNWRITTEN = 4_000;

    private final PreparedLists lists;
    private final ReadStatements statements;
    private final References references;
    private final JsonMapper json;
    private final Clock clock;
    /// By the very list: what it is made of is compared by [PreparedLists].
    private final Cache<PreparedLists.Prepared, Seen> seen = Caffeine.newBuilder()
            .weakKeys()
            .expireAfterWrite(AGE)
            .maximumWeight(MOST)
            .weigher((PreparedLists.Prepared _, Seen page) -> page.weight())
            .build();

    ListPages(PreparedLists lists, ReadStatements statements, References references, JsonMapper json, Clock clock) {
        this.lists = lists;
        this.statements = statements;
        this.references = references;
        this.json = json;
        this.clock = clock;
    }

    /// What tells whether a page is still the same.
    ///
    /// @param stamps of its records, and of the one after them
    private record State(Stamps stamps, References.Mentioned mentioned, References.Named named) {}

    /// How a page was when it was last read.
    ///
    /// @param page as it was written; null until it was the same twice
    private record Seen(State state, @Nullable RecordPage page) {

        int weight() {
            return page != null && page.rows() instanceof WrittenRows rows ? UNWRITTEN + rows.weight() : UNWRITTEN;
        }
    }

    RecordPage of(Actor actor, ObjectType type, ListRequest request) {
        var list = lists.of(actor, type, request);
        if (!mayStay(list, request)) {
            return read(actor, list, request).page();
        }
        @Nullable Seen before = seen.getIfPresent(list);
        if (before != null && before.page() != null && isStill(actor, list, request, before.state())) {
            return before.page();
        }
        var now = read(actor, list, request);
        if (before == null || !before.state().equals(now.state())) {
            seen.put(list, new Seen(now.state(), null));
            return now.page();
        }
        var written = now.page().written(json);
        seen.put(list, new Seen(now.state(), written));
        return written;
    }

    /// Not what a transaction sees of itself: others do not.
    private static boolean mayStay(PreparedLists.Prepared list, ListRequest request) {
        return request.cursor().isEmpty()
                && list.parts().size() == 1
                && !TransactionSynchronizationManager.isActualTransactionActive();
    }

    private boolean isStill(Actor actor, PreparedLists.Prepared list, ListRequest request, State before) {
        var stamps = statements.stamps(actor.tenant(), list.parts().getFirst(), request.limit() + 1, clock.instant());
        return stamps.equals(before.stamps())
                && references.named(actor, before.mentioned()).equals(before.named());
    }

    private record Reading(RecordPage page, State state) {}

    private Reading read(Actor actor, PreparedLists.Prepared list, ListRequest request) {
        var found = found(actor, list, request);
        var shown = found.subList(0, Math.min(found.size(), request.limit()));
        var next = found.size() > request.limit()
                ? Optional.of(list.ordering().cursorAfter(shown.getLast().keys(), json))
                : Optional.<String>empty();
        var rows = shown.stream()
                .<Map<String, @Nullable Object>>map(Selection.Found::row)
                .toList();
        var mentioned = references.mentioned(list.fields(), rows);
        var named = references.named(actor, mentioned);
        references.name(list.fields(), rows, named);
        return new Reading(
                new RecordPage(rows, next, request.limit(), list.masked()),
                new State(Stamps.of(found), mentioned, named));
    }

    /// One more than the page shows, where there are more.
    private List<Selection.Found> found(Actor actor, PreparedLists.Prepared list, ListRequest request) {
        var found = new ArrayList<Selection.Found>();
        for (var part : list.parts()) {
            if (found.size() <= request.limit()) {
                var missing = request.limit() + 1 - found.size();
                var now = clock.instant();
                found.addAll(
                        request.cursor().isEmpty()
                                ? statements.firstPage(actor.tenant(), part, list.selection(), missing, now)
                                : statements.page(actor.tenant(), part, list.selection(), missing, now));
            }
        }
        return found;
    }
}
