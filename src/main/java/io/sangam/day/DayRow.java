package io.sangam.day;

import io.sangam.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A record as its reader sees it: what is masked or hidden for him counts as empty, so that not even the order of his
/// queue gives it away.
public final class DayRow {

    private final Map<String, ?> values;

    DayRow(Map<String, ?> values) {
        this.values = values;
    }

    public UUID id() {
        return (UUID) Objects.requireNonNull(values.get("id"));
    }

    int version() {
        return (Integer) Objects.requireNonNull(values.get("version"));
    }

    public Optional<String> text(String field) {
        return as(String.class, field);
    }

    public Optional<Instant> instant(String field) {
        return as(Instant.class, field);
    }

    public Optional<LocalDate> date(String field) {
        return as(LocalDate.class, field);
    }

    public Optional<Money> money(String field) {
        return as(Money.class, field);
    }

    public boolean is(String field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    public Optional<DayRef> ref(String field) {
        return values.get(field) instanceof Map<?, ?> ref && ref.get("id") instanceof UUID id
                ? Optional.of(new DayRef(
                        String.valueOf(ref.get("object")), id, ref.get("label") instanceof String label ? label : null))
                : Optional.empty();
    }

    /// Of these references those that point somewhere, in this order.
    public List<DayRef> refs(String... fields) {
        return Stream.of(fields).map(this::ref).flatMap(Optional::stream).toList();
    }

    private <T> Optional<T> as(Class<T> type, String field) {
        return Optional.ofNullable(values.get(field)).filter(type::isInstance).map(type::cast);
    }
}
