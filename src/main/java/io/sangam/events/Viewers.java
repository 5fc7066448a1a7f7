package io.sangam.events;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Who looks at which record, in all processes. Each tells whom it has before a record whenever that changes, and
/// again from time to time: what got lost is mended then, and a process no longer heard of has nobody.
final class Viewers {

    /// Three times as long as a process may be silent.
    static final Duration MEMORY = Duration.ofSeconds(75);
    /// More are not told by name; a signal has to stay short.
    private static final int MOST = 50;

    record Subject(TenantId tenant, String object, UUID id) {

        String channel() {
            return "viewers:" + object + ":" + id;
        }
    }

    /// @param turn of what the process said; a later one overtakes an earlier one on the way
    private record Said(long turn, Set<UserId> users, Instant at) {}

    private final UUID process = UUID.randomUUID();
    private final Map<Subject, Map<UUID, Said>> bySubject = new ConcurrentHashMap<>();
    private long turn;

    /// What this process has to say of a record.
    ///
    /// @param users who looks at it here; read while nobody else takes a turn
    synchronized Signal.Viewing here(Subject subject, Supplier<Set<UserId>> users) {
        turn++;
        var some = users.get().stream().limit(MOST).toList();
        return new Signal.Viewing(subject.tenant(), subject.object(), subject.id(), process, turn, Set.copyOf(some));
    }

    Set<UserId> of(Subject subject) {
        var all = new HashSet<UserId>();
        bySubject.getOrDefault(subject, Map.of()).values().forEach(said -> all.addAll(said.users()));
        return all;
    }

    /// Whether others look at the record now than did before.
    boolean hear(Signal.Viewing told, Instant now) {
        var subject = new Subject(told.tenant(), told.object(), told.id());
        var before = of(subject);
        bySubject.compute(subject, (_, processes) -> {
            var known = processes == null ? new ConcurrentHashMap<UUID, Said>() : processes;
            // one that has nobody any more stays until it is forgotten, so that nothing earlier comes after it
            known.merge(
                    told.process(),
                    new Said(told.turn(), told.users(), now),
                    (earlier, said) -> earlier.turn() > said.turn() ? earlier : said);
            return known;
        });
        return !of(subject).equals(before);
    }

    /// Forgets what was said too long ago.
    ///
    /// @return the records at which others look now than did before
    Set<Subject> forget(Instant now) {
        var changed = new HashSet<Subject>();
        for (var subject : bySubject.keySet()) {
            var before = of(subject);
            bySubject.computeIfPresent(subject, (_, processes) -> {
                processes.values().removeIf(said -> said.at().plus(MEMORY).isBefore(now));
                return processes.isEmpty() ? null : processes;
            });
            if (!of(subject).equals(before)) {
                changed.add(subject);
            }
        }
        return changed;
    }
}
