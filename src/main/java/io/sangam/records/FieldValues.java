package io.sangam.records;

import io.sangam.access.Visibility;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.Money;
import io.sangam.kernel.PhoneNumber;
import io.sangam.kernel.UserId;
import io.sangam.kernel.WholeText;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One value's three forms: JSON as people write it, Java as rules use it, columns as PostgreSQL keeps it.
final class FieldValues {

    private static final int MAX_TAGS = 50;
    private static final int MAX_DIGITS = 20;
    /// As many as a browser keeps.
    private static final int NUMBER_DIGITS = 15;

    /// A value that breaks its field's rule.
    static final class Refused extends Exception {

        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private FieldValues() {}

    /// @param country where phone numbers without a country code belong
    /// @param currency what amounts without a currency are in
    static @Nullable Object parse(FieldSpec<?> spec, JsonNode node, String country, String currency) throws Refused {
        if (node.isNull() || (node.isString() && node.stringValue().isBlank())) {
            return null;
        }
        return switch (spec.kind()) {
            case TEXT -> line(spec, node);
            case LONG_TEXT -> text(spec, node);
            case CHOICE -> option(spec, node);
            case STATUS -> line(spec, node);
            case URL -> url(spec, node);
            case PHONE ->
                PhoneNumber.parse(line(spec, node), country)
                        .orElseThrow(() -> new Refused(
                                "PHONE_INVALID",
                                spec.label() + " is not a phone number; write it with its country code"))
                        .e164();
            case EMAIL ->
                EmailAddress.parse(line(spec, node))
                        .orElseThrow(() -> new Refused("EMAIL_INVALID", spec.label() + " is not an e-mail address"))
                        .value();
            case MONEY -> money(spec, node, currency);
            case INTEGER -> integer(spec, node, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case NUMBER -> number(spec, node);
            case PERCENT -> integer(spec, node, 0, 100);
            case BOOL -> bool(spec, node);
            case DATE -> date(spec, node);
            case INSTANT -> instant(spec, node);
            case USER -> new UserId(uuid(spec, node));
            case REF -> spec.companion() == null ? uuid(spec, node) : anyRef(spec, node);
            case USERS -> users(spec, node);
            case MULTI_CHOICE -> choices(spec, node);
            case TAGS -> tags(spec, node);
        };
    }

    private static String string(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isString()) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a text");
        }
        if (!WholeText.isWhole(node.stringValue())) {
            throw new Refused("VALUE_CHARACTERS", spec.label() + " holds half a character");
        }
        var text = Normalizer.normalize(node.stringValue().strip(), Normalizer.Form.NFC);
        if (spec.maxLength() > 0 && text.length() > spec.maxLength()) {
            throw new Refused("VALUE_TOO_LONG", spec.label() + " may have " + spec.maxLength() + " characters");
        }
        return text;
    }

    private static String line(FieldSpec<?> spec, JsonNode node) throws Refused {
        var text = string(spec, node);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Refused("VALUE_CHARACTERS", spec.label() + " is one line without control characters");
        }
        return text;
    }

    private static String text(FieldSpec<?> spec, JsonNode node) throws Refused {
        var text = string(spec, node);
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new Refused("VALUE_CHARACTERS", spec.label() + " may not hold control characters");
        }
        return text;
    }

    private static String option(FieldSpec<?> spec, JsonNode node) throws Refused {
        var value = line(spec, node);
        if (spec.options().stream().noneMatch(option -> option.value().equals(value))) {
            throw new Refused("VALUE_NOT_AN_OPTION", spec.label() + " has no choice " + value);
        }
        return value;
    }

    private static @Nullable List<String> choices(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isArray() || node.size() > spec.options().size()) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a list of its choices");
        }
        var chosen = new LinkedHashSet<String>();
        for (var each : node) {
            chosen.add(option(spec, each));
        }
        // in the order of the choices, so that the same ones are the same value
        var values = spec.options().stream()
                .map(FieldOption::value)
                .filter(chosen::contains)
                .toList();
        return values.isEmpty() ? null : values;
    }

    private static BigDecimal number(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isNumber()
                && !(node.isString() && node.stringValue().strip().matches("[+-]?\\d{1,16}([.]\\d{1,16})?"))) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a number");
        }
        try {
            var given = node.isNumber()
                    ? node.decimalValue()
                    : new BigDecimal(node.stringValue().strip());
            // 1e999999999 is short to write and a gigabyte to calculate with
            if (Math.abs((long) given.scale()) > MAX_DIGITS) {
                throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " is too large, or too small");
            }
            if (given.precision() - given.scale() > NUMBER_DIGITS) {
                throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " is too large");
            }
            var value = given.setScale(spec.decimals());
            if (value.precision() > NUMBER_DIGITS) {
                throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " is too large");
            }
            return value;
        } catch (ArithmeticException _) {
            throw new Refused(
                    "VALUE_OUT_OF_RANGE",
                    spec.label()
                            + (spec.decimals() == 0
                                    ? " is a whole number"
                                    : " has up to " + spec.decimals() + " decimals"));
        }
    }

    /// A stored number with its decimals.
    static BigDecimal number(FieldSpec<?> spec, long stored) {
        return BigDecimal.valueOf(stored, spec.decimals());
    }

    private static String url(FieldSpec<?> spec, JsonNode node) throws Refused {
        try {
            var uri = new URI(line(spec, node));
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw new Refused("URL_INVALID", spec.label() + " begins with https:// or http:// and names a host");
            }
            return uri.toString();
        } catch (URISyntaxException _) {
            throw new Refused("URL_INVALID", spec.label() + " is not a web address");
        }
    }

    private static Money money(FieldSpec<?> spec, JsonNode node, String currency) throws Refused {
        var amount = node.isObject() ? node.path("amount") : node;
        var code = node.isObject() && node.hasNonNull("currency")
                ? node.get("currency").asString()
                : currency;
        if (!amount.isNumber() && !amount.isString()) {
            throw new Refused(
                    "VALUE_TYPE",
                    spec.label() + " is an amount, such as {\"amount\":\"1250.00\",\"currency\":\"" + currency + "\"}");
        }
        try {
            Currency.getInstance(code);
            var text = amount.asString();
            if (text.length() > MAX_DIGITS) {
                throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " is too large");
            }
            var number = new BigDecimal(text);
            // 1e999999999 is short to write and a gigabyte to calculate with
            if (Math.abs((long) number.scale()) > MAX_DIGITS) {
                throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " is too large, or too small");
            }
            return Money.ofMinor(new Money(number, code).minor(), code);
        } catch (NumberFormatException _) {
            throw new Refused("VALUE_TYPE", spec.label() + " is an amount, such as 1250.00");
        } catch (ArithmeticException _) {
            throw new Refused(
                    "VALUE_OUT_OF_RANGE", spec.label() + " has more decimals than " + code + ", or is too large");
        } catch (IllegalArgumentException _) {
            throw new Refused("CURRENCY_INVALID", code + " is not an ISO 4217 currency");
        }
    }

    private static Integer integer(FieldSpec<?> spec, JsonNode node, int least, int most) throws Refused {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a whole number");
        }
        var value = node.intValue();
        if (value < least || value > most) {
            throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " is between " + least + " and " + most);
        }
        return value;
    }

    private static Boolean bool(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isBoolean()) {
            throw new Refused("VALUE_TYPE", spec.label() + " is true or false");
        }
        return node.booleanValue();
    }

    private static LocalDate date(FieldSpec<?> spec, JsonNode node) throws Refused {
        try {
            return inRange(spec, LocalDate.parse(line(spec, node)));
        } catch (DateTimeException _) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a date, such as 2026-11-30");
        }
    }

    private static Instant instant(FieldSpec<?> spec, JsonNode node) throws Refused {
        try {
            var time = OffsetDateTime.parse(line(spec, node));
            inRange(spec, time.toLocalDate());
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException _) {
            throw new Refused(
                    "VALUE_TYPE", spec.label() + " is a time with its offset, such as 2026-11-30T09:30:00+05:30");
        }
    }

    private static LocalDate inRange(FieldSpec<?> spec, LocalDate date) throws Refused {
        if (date.getYear() < 1900 || date.getYear() > 2200) {
            throw new Refused("VALUE_OUT_OF_RANGE", spec.label() + " lies between 1900 and 2200");
        }
        return date;
    }

    static UUID uuid(FieldSpec<?> spec, JsonNode node) throws Refused {
        var id = node.isObject() ? node.path("id") : node;
        try {
            return UUID.fromString(id.asString());
        } catch (IllegalArgumentException _) {
            throw new Refused("VALUE_TYPE", spec.label() + " is given by its id");
        }
    }

    private static RecordRef anyRef(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isObject() || !node.path("object").isString()) {
            throw new Refused("VALUE_TYPE", spec.label() + " is given by its object and id");
        }
        return new RecordRef(node.get("object").stringValue(), uuid(spec, node));
    }

    private static @Nullable List<UserId> users(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isArray() || node.size() > MAX_TAGS) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a list of up to " + MAX_TAGS + " colleagues");
        }
        var users = new LinkedHashSet<UserId>();
        for (var user : node) {
            users.add(new UserId(uuid(spec, user)));
        }
        return users.isEmpty() ? null : List.copyOf(users);
    }

    static List<UserId> users(String[] stored) {
        return Stream.of(stored).map(UserId::of).toList();
    }

    private static @Nullable List<String> tags(FieldSpec<?> spec, JsonNode node) throws Refused {
        if (!node.isArray() || node.size() > MAX_TAGS) {
            throw new Refused("VALUE_TYPE", spec.label() + " is a list of up to " + MAX_TAGS + " words");
        }
        var tags = new ArrayList<String>();
        for (var tag : node) {
            var word = line(spec, tag);
            if (!word.isEmpty() && !tags.contains(word)) {
                tags.add(word);
            }
        }
        return tags.isEmpty() ? null : List.copyOf(tags);
    }

    static void bind(FieldSpec<?> spec, @Nullable Object value, Map<Field<?>, @Nullable Object> row) {
        switch (value) {
            case null -> spec.columns().forEach(column -> row.put(column, null));
            case Money money -> {
                row.put(spec.column(), money.minor());
                row.put(spec.requiredCompanion(), money.currency());
            }
            case BigDecimal number ->
                row.put(
                        spec.column(),
                        number.setScale(spec.decimals()).unscaledValue().longValueExact());
            case RecordRef(var object, var id) -> {
                row.put(spec.column(), id);
                row.put(spec.requiredCompanion(), object);
            }
            case List<?> list ->
                row.put(spec.column(), list.stream().map(Object::toString).toArray(String[]::new));
            case String text
            when spec.kind() == FieldKind.PHONE -> {
                row.put(spec.column(), text);
                row.put(spec.requiredCompanion(), new PhoneNumber(text).matchKey());
            }
            case String text
            when spec.kind() == FieldKind.EMAIL -> {
                row.put(spec.column(), text);
                row.put(spec.requiredCompanion(), new EmailAddress(text).norm());
            }
            default -> row.put(spec.column(), value);
        }
    }

    static @Nullable Object read(FieldSpec<?> spec, Record row) {
        var stored = row.get(spec.column());
        if (stored == null) {
            return null;
        }
        return switch (spec.kind()) {
            case MONEY -> Money.ofMinor(((Number) stored).longValue(), row.get(spec.requiredCompanion()));
            case NUMBER -> number(spec, (Long) stored);
            case TAGS, MULTI_CHOICE -> List.of((String[]) stored);
            case USERS -> users((String[]) stored);
            case REF ->
                spec.companion() == null ? stored : new RecordRef(row.get(spec.requiredCompanion()), (UUID) stored);
            default -> stored;
        };
    }

    /// What a masked field selects instead of its column: the value itself never leaves the database.
    static Field<String> masked(FieldSpec<?> spec) {
        var stored = spec.column();
        return switch (spec.kind()) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL -> {
                var text = stored.cast(String.class);
                yield DSL.when(
                                DSL.length(text).gt(DSL.inline(Visibility.MASK_KEEPS)),
                                DSL.inline(Visibility.MASK).concat(DSL.right(text, DSL.inline(Visibility.MASK_KEEPS))))
                        .when(stored.isNotNull(), DSL.inline(Visibility.MASK))
                        .as("masked_" + spec.key());
            }
            default -> DSL.when(stored.isNotNull(), DSL.inline(Visibility.MASK)).as("masked_" + spec.key());
        };
    }

    /// The same for values that were stored as JSON in the history.
    static @Nullable Object masked(@Nullable Object value, Visibility visibility) {
        if (value == null || visibility == Visibility.CLEAR) {
            return value;
        }
        return visibility.show(value instanceof String text ? text : "").orElse(null);
    }

    /// The form a value has in the history and in events: plain JSON.
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> time.toString();
            case LocalDate date -> date.toString();
            case UserId user -> user.toString();
            case UUID id -> id.toString();
            case Object[] list -> Arrays.asList(list);
            case List<?> list -> list.stream().map(FieldValues::plain).toList();
            default -> value;
        };
    }
}
