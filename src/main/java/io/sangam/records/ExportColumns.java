package io.sangam.records;

import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cells of an export: what the API shows the same reader, in words instead of keys.
///
/// Money takes two columns, amount and currency; a time is in the company's zone, which its title names; a masked value
/// stays as masked as the API shows it.
final class ExportColumns {

    private final List<FieldSpec<?>> fields;
    private final ZoneId zone;
    private final Map<String, Map<String, String>> labels = new HashMap<>();

    /// @param options the values a choice or status may take
    ExportColumns(
            List<FieldSpec<?>> fields,
            ZoneId zone,
            java.util.function.Function<FieldSpec<?>, List<FieldOption>> options) {
        this.fields = fields;
        this.zone = zone;
        for (var field : fields) {
            labels.put(
                    field.key(),
                    options.apply(field).stream()
                            .collect(Collectors.toMap(FieldOption::value, FieldOption::label, (first, _) -> first)));
        }
    }

    List<String> titles() {
        var titles = new ArrayList<String>();
        for (var field : fields) {
            titles.add(field.kind() == FieldKind.INSTANT ? field.label() + " (" + zone + ")" : field.label());
            if (field.kind() == FieldKind.MONEY) {
                titles.add(field.currencyLabel());
            }
        }
        return titles;
    }

    /// @param row as [Records#page] gives it
    List<@Nullable Object> cells(Map<String, @Nullable Object> row) {
        var cells = new ArrayList<@Nullable Object>();
        for (var field : fields) {
            var value = row.get(field.key());
            cells.add(cell(field, value));
            if (field.kind() == FieldKind.MONEY) {
                cells.add(value instanceof Money money ? money.currency() : null);
            }
        }
        return cells;
    }

    private @Nullable Object cell(FieldSpec<?> field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Money money -> money.amount();
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Boolean yes -> yes ? "yes" : "no";
            case Instant time -> LocalDateTime.ofInstant(time, zone).truncatedTo(ChronoUnit.SECONDS);
            case LocalDate date -> date;
            case Person(var id, var name) -> id.equals(UserId.SYSTEM) ? "System" : Objects.requireNonNullElse(name, "");
            case Map<?, ?> ref -> Objects.requireNonNullElse(ref.get("label"), ref.get("id"));
            case List<?> tags ->
                TagList.join(tags.stream()
                        .map(each -> each instanceof Person person
                                ? Objects.requireNonNullElse(person.name(), "")
                                : label(field, each))
                        .toList());
            default -> label(field, value);
        };
    }

    private String label(FieldSpec<?> field, Object value) {
        return labels.getOrDefault(field.key(), Map.of()).getOrDefault(value.toString(), value.toString());
    }
}
