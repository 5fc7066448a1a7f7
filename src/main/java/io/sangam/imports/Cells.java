package io.sangam.imports;

import io.sangam.kernel.UserId;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import io.sangam.records.TagList;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A cell of a spreadsheet as the JSON value its field is written by. What it can't read it hands on as text, for the
/// field itself to refuse.
///
/// @param zone where times without an offset belong
/// @param people by name and by address, in small letters
record Cells(ZoneId zone, Map<String, UserId> people) {

    private static final String CURRENCY = ".currency";
    private static final String IN_THOUSANDTHS = "BHD|IQD|JOD|KWD|LYD|OMR|TND";
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "ja", "haan", "हाँ", "نعم");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein", "nahin", "नहीं", "لا");
    /// Days before months where both could be: so most of the world writes, and a wrong guess is worse than a refusal
    /// of
    /// the other.
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu"),
            DateTimeFormatter.ofPattern("d.M.uuuu"),
            DateTimeFormatter.ofPattern("d-M-uuuu"),
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH));
    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]"),
            DateTimeFormatter.ofPattern("d/M/uuuu HH:mm[:ss]"),
            DateTimeFormatter.ofPattern("d.M.uuuu HH:mm[:ss]"));

    JsonNode value(FieldSpec<?> spec, String cell) {
        var nodes = JsonNodeFactory.instance;
        var text = cell.strip();
        return switch (spec.kind()) {
            case CHOICE -> nodes.stringNode(option(spec.options(), text));
            case MONEY -> nodes.stringNode(amount(text, 2));
            case NUMBER -> decimal(text).<JsonNode>map(nodes::numberNode).orElse(nodes.stringNode(text));
            case INTEGER, PERCENT ->
                whole(text).<JsonNode>map(nodes::numberNode).orElse(nodes.stringNode(text));
            case BOOL -> {
                var word = text.toLowerCase(Locale.ROOT);
                yield YES.contains(word)
                        ? nodes.booleanNode(true)
                        : NO.contains(word) ? nodes.booleanNode(false) : nodes.stringNode(text);
            }
            case DATE -> nodes.stringNode(date(text).map(LocalDate::toString).orElse(text));
            case INSTANT -> nodes.stringNode(time(text).orElse(text));
            case USER ->
                nodes.stringNode(Optional.ofNullable(people.get(text.toLowerCase(Locale.ROOT)))
                        .map(UserId::toString)
                        .orElse(text));
            case MULTI_CHOICE -> {
                var chosen = nodes.arrayNode();
                TagList.split(text).forEach(word -> chosen.add(option(spec.options(), word)));
                yield chosen;
            }
            case USERS -> {
                var users = nodes.arrayNode();
                for (var name : text.split("[;,]")) {
                    if (!name.isBlank()) {
                        users.add(Optional.ofNullable(people.get(name.strip().toLowerCase(Locale.ROOT)))
                                .map(UserId::toString)
                                .orElse(name.strip()));
                    }
                }
                yield users;
            }
            case TAGS -> {
                var tags = nodes.arrayNode();
                for (var tag : text.split("[;,]")) {
                    if (!tag.isBlank()) {
                        tags.add(tag.strip());
                    }
                }
                yield tags;
            }
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, STATUS, REF -> nodes.stringNode(text);
        };
    }

    /// Which fields a column may be mapped to: those a person may write and a cell can hold.
    static boolean isImportable(FieldSpec<?> spec) {
        return spec.isEditable() && spec.kind() != FieldKind.REF;
    }

    /// What the column of an amount's currency is mapped to.
    static String currencyOf(String field) {
        return field + CURRENCY;
    }

    /// The field whose currency such a column holds.
    static Optional<String> currencyFor(String mapped) {
        return mapped.endsWith(CURRENCY)
                ? Optional.of(mapped.substring(0, mapped.length() - CURRENCY.length()))
                : Optional.empty();
    }

    /// An amount whose currency stands in a cell of its own.
    static JsonNode money(String cell, String currency) {
        var code = currency.strip().toUpperCase(Locale.ROOT);
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount", amount(cell.strip(), code.matches(IN_THOUSANDTHS) ? 3 : 2))
                .put("currency", code);
    }

    private static String option(List<FieldOption> options, String text) {
        return options.stream()
                .filter(option ->
                        option.value().equalsIgnoreCase(text) || option.label().equalsIgnoreCase(text))
                .map(FieldOption::value)
                .findFirst()
                .orElse(text);
    }

    /// `1,250.50`, `1.250,50`, `₹ 12,34,567` and `1250` alike: the last mark parts the decimals when one or two digits
    /// follow it, or three, where the currency is known to have so many.
    private static String amount(String text, int most) {
        var bare = text.replaceAll("[^\\d.,-]", "");
        var mark = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
        var decimals = bare.length() - mark - 1;
        if (mark >= 0 && decimals >= 1 && decimals <= most) {
            return bare.substring(0, mark).replaceAll("[.,]", "") + "." + bare.substring(mark + 1);
        }
        var whole = bare.replaceAll("[.,]", "");
        return whole.isEmpty() ? text : whole;
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.matches("[+-]?\\d+([.]\\d+)?") ? text : amount(text, 2)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.valueOf(text.replaceAll("[\\s,%]", "").replaceFirst("\\.0+$", "")));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        var day = text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text;
        for (var format : DATES) {
            try {
                return Optional.of(LocalDate.parse(day, format));
            } catch (DateTimeException _) {
                // the next one may fit
            }
        }
        return Optional.empty();
    }

    private Optional<String> time(String text) {
        for (var format : TIMES) {
            try {
                return Optional.of(LocalDateTime.parse(text, format)
                        .atZone(zone)
                        .toOffsetDateTime()
                        .toString());
            } catch (DateTimeException _) {
                // the next one may fit
            }
        }
        return date(text).map(day -> day.atStartOfDay(zone).toOffsetDateTime().toString());
    }

    static List<String> normalised(List<String> names) {
        var plain = new ArrayList<String>();
        names.forEach(name -> plain.add(normalised(name)));
        return plain;
    }

    /// `E-Mail`, `e mail` and `email` are one name.
    static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
