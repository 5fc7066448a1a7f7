package io.sangam.tickets;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words with `{{variables}}` in them, filled in for one ticket in one pass: a value with braces in it stays what it
/// is.
final class MacroText {

    /// What a text may name; the customer's and the colleague's names as their reader sees them.
    enum Variable {
        NUMBER,
        TITLE,
        ACCOUNT,
        CONTACT,
        AGENT,
        COMPANY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Variable> of(String key) {
            return Arrays.stream(values())
                    .filter(each -> each.key().equals(key))
                    .findFirst();
        }
    }

    private static final Pattern NAMED = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private MacroText() {}

    /// What a text names that there is not.
    static List<String> unknown(String text) {
        return NAMED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(key -> Variable.of(key).isEmpty())
                .distinct()
                .toList();
    }

    /// What is not known of a ticket leaves nothing in its place.
    static String filled(String text, Map<Variable, String> values) {
        return NAMED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Variable.of(found.group(1))
                        .map(variable -> values.getOrDefault(variable, ""))
                        .orElse(found.group())));
    }
}
