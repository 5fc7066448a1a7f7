package io.sangam.records;

import io.sangam.access.Access;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// What records refer to, by name: people, records the reader may see, and what other modules name.
@Component
class References {

    private static final Set<FieldKind> REFERRING = Set.of(FieldKind.USER, FieldKind.USERS, FieldKind.REF);

    private final RecordRepository repository;
    private final ObjectTypes types;
    private final Access access;
    private final People people;
    private final List<ReferenceTitles> named;
    private final TransactionOperations transactions;

    References(
            RecordRepository repository,
            ObjectTypes types,
            Access access,
            People people,
            List<ReferenceTitles> named,
            TransactionOperations transactions) {
        this.repository = repository;
        this.types = types;
        this.access = access;
        this.people = people;
        this.named = named;
        this.transactions = transactions;
    }

    /// The titles of records of one object, of those the actor may read.
    Map<UUID, String> titles(Actor actor, ObjectType type, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : repository.titles(type, actor.tenant(), ids, access.readable(actor, type.owners()));
    }

    /// Whom and what some rows refer to.
    ///
    /// @param records by their object
    record Mentioned(Set<UserId> users, Map<String, Set<UUID>> records) {}

    /// What one reader knows them by.
    record Named(People.Names people, Map<UUID, String> titles) {}

    /// Puts names to the users and records that rows refer to: one look-up per object, not per row.
    void name(Actor actor, List<FieldSpec<?>> fields, List<Map<String, @Nullable Object>> rows) {
        name(fields, rows, named(actor, mentioned(fields, rows)));
    }

    Mentioned mentioned(List<FieldSpec<?>> fields, List<Map<String, @Nullable Object>> rows) {
        var referring = referring(fields);
        var users = new HashSet<UserId>();
        var refs = new HashMap<String, Set<UUID>>();
        for (var row : rows) {
            for (var spec : referring) {
                switch (row.get(spec.key())) {
                    case UserId user -> users.add(user);
                    case List<?> several -> several.forEach(user -> users.add((UserId) user));
                    case RecordRef(var object, var id) ->
                        refs.computeIfAbsent(object, _ -> new LinkedHashSet<>()).add(id);
                    case UUID id
                    when spec.refObject() != null ->
                        refs.computeIfAbsent(spec.refObject(), _ -> new LinkedHashSet<>())
                                .add(id);
                    case null, default -> {}
                }
            }
        }
        return new Mentioned(users, refs);
    }

    Named named(Actor actor, Mentioned mentioned) {
        var titles = new HashMap<UUID, String>();
        mentioned.records().forEach((object, ids) -> {
            types.find(object).ifPresent(type -> titles.putAll(reading(() -> titles(actor, type, ids))));
            named.stream()
                    .filter(each -> each.object().equals(object))
                    .forEach(each -> titles.putAll(reading(() -> each.titles(actor.tenant(), ids))));
        });
        return new Named(people.named(actor.tenant(), mentioned.users()), titles);
    }

    void name(List<FieldSpec<?>> fields, List<Map<String, @Nullable Object>> rows, Named named) {
        var referring = referring(fields);
        var persons = named.people();
        var titles = named.titles();
        for (var row : rows) {
            for (var spec : referring) {
                switch (row.get(spec.key())) {
                    case UserId user -> row.put(spec.key(), persons.of(user));
                    case List<?> several ->
                        row.put(
                                spec.key(),
                                several.stream()
                                        .map(user -> persons.of((UserId) user))
                                        .toList());
                    case RecordRef(var object, var id) -> row.put(spec.key(), ref(object, id, titles));
                    case UUID id
                    when spec.refObject() != null -> row.put(spec.key(), ref(spec.refObject(), id, titles));
                    case null, default -> {}
                }
            }
        }
    }

    private static List<FieldSpec<?>> referring(List<FieldSpec<?>> fields) {
        return fields.stream().filter(spec -> REFERRING.contains(spec.kind())).toList();
    }

    private <T> T reading(Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    private static Map<String, @Nullable Object> ref(String object, UUID id, Map<UUID, String> titles) {
        var ref = new LinkedHashMap<String, @Nullable Object>();
        ref.put("object", object);
        ref.put("id", id);
        ref.put("label", titles.get(id));
        return ref;
    }
}
