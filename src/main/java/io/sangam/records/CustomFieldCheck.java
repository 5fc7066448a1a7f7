package io.sangam.records;

import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.SangamException.FieldError;
import io.sangam.kernel.TenantId;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must be true of a company's own field. Finds all problems, each with a pointer to its place.
///
/// Keys are plain letters, so they need no quoting anywhere; labels may be any language's, but none may be taken for
/// another field's.
final class CustomFieldCheck {

    static final String PREFIX = "c_";

    private static final Pattern KEY = Pattern.compile("c_[a-z0-9]+(_[a-z0-9]+)*");
    private static final int KEY_LENGTH = 40;
    private static final Pattern OPTION = Pattern.compile("[a-z0-9]+([_-][a-z0-9]+)*");
    private static final int LABEL_LENGTH = 60;
    private static final int MAX_OPTIONS = 200;
    private static final int MAX_DECIMALS = 4;
    private static final List<String> COLORS = List.of("neutral", "info", "accent", "warn", "ok", "bad");
    /// Letters of other scripts that are drawn like Latin ones, and what they are drawn like.
    private static final String DRAWN = "аеорсхуіјѕԁһкмтвнαορνικυχτ";
    private static final String ALIKE = "aeopcxyijsdhkmtbhaopvikuxt";

    private final ObjectTypes types;
    private final TenantId tenant;
    private final ObjectType type;
    private final List<CustomField> others;
    private final List<FieldError> problems = new ArrayList<>();

    CustomFieldCheck(ObjectTypes types, TenantId tenant, ObjectType type, List<CustomField> others) {
        this.types = types;
        this.tenant = tenant;
        this.type = type;
        this.others = others;
    }

    /// @param taken whether the key is, or was, another field's
    void require(CustomField field, boolean taken) {
        key(field.key(), taken);
        label(field);
        if (!sections(type).contains(field.section())) {
            refuse("/section", "VALUE_NOT_AN_OPTION", "The sections of " + type.plural() + " are " + sections(type));
        }
        if (field.decimals() < 0 || field.decimals() > MAX_DECIMALS) {
            refuse("/decimals", "VALUE_OUT_OF_RANGE", "A number has up to " + MAX_DECIMALS + " decimals");
        }
        options(field);
        statuses(field);
        if (!problems.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, problems.getFirst().message(), problems);
        }
    }

    /// Where a form can show a field.
    static List<String> sections(ObjectType type) {
        var sections = new ArrayList<>(type.described().stream()
                .<String>map(FieldSpec::section)
                .filter(section -> !section.equals("system"))
                .distinct()
                .toList());
        sections.add("custom");
        return sections;
    }

    private void key(String key, boolean taken) {
        if (!KEY.matcher(key).matches() || key.length() > KEY_LENGTH) {
            refuse(
                    "/key",
                    "KEY_INVALID",
                    "A key begins with c_ and goes on with small letters and digits joined by _, up to " + KEY_LENGTH
                            + " characters");
        } else if (taken) {
            refuse("/key", "KEY_TAKEN", "The key " + key + " belongs to another field, or to one that was deleted");
        }
    }

    private void label(CustomField field) {
        label("/label", field.label());
        var drawn = skeleton(field.label());
        var clash = type.described().stream()
                        .anyMatch(spec -> skeleton(spec.label()).equals(drawn))
                || others.stream()
                        .anyMatch(other -> !other.id().equals(field.id())
                                && skeleton(other.label()).equals(drawn));
        if (clash) {
            refuse("/label", "LABEL_TAKEN", "Another field is called " + field.label() + ", or looks so");
        }
    }

    private void label(String at, String label) {
        if (label.isEmpty() || label.length() > LABEL_LENGTH) {
            refuse(at, "SIZE", "A label has 1 to " + LABEL_LENGTH + " characters");
        } else if (label.codePoints().anyMatch(CustomFieldCheck::isInvisible)) {
            refuse(at, "VALUE_CHARACTERS", "A label holds no invisible characters");
        } else if (mixesScripts(label)) {
            refuse(at, "VALUE_CHARACTERS", "A word of the label mixes letters of several alphabets");
        }
    }

    private void options(CustomField field) {
        if (!field.kind().hasOptions()) {
            if (!field.options().isEmpty()) {
                refuse("/options", "SIZE", "Only choices have options");
            }
            return;
        }
        if (field.options().size() > MAX_OPTIONS || field.options().stream().noneMatch(FieldOption::isOffered)) {
            refuse("/options", "SIZE", "A choice has 1 to " + MAX_OPTIONS + " options that can be chosen");
        }
        var values = new HashSet<String>();
        var labels = new HashSet<String>();
        for (var i = 0; i < field.options().size(); i++) {
            var option = field.options().get(i);
            var at = "/options/" + i;
            if (!OPTION.matcher(option.value()).matches() || option.value().length() > KEY_LENGTH) {
                refuse(at + "/value", "KEY_INVALID", "A value is small letters and digits, joined by _ or -");
            } else if (!values.add(option.value())) {
                refuse(at + "/value", "KEY_TAKEN", "Another option has the value " + option.value());
            }
            label(at + "/label", option.label());
            if (!labels.add(skeleton(option.label()))) {
                refuse(at + "/label", "LABEL_TAKEN", "Another option is called " + option.label() + ", or looks so");
            }
            if (option.color() != null && !COLORS.contains(option.color())) {
                refuse(at + "/color", "VALUE_NOT_AN_OPTION", "Colours are " + COLORS);
            }
        }
    }

    private void statuses(CustomField field) {
        var known = type.statusField()
                .map(status -> types.options(tenant, type, status).stream()
                        .map(FieldOption::value)
                        .toList())
                .orElse(List.of());
        for (var i = 0; i < field.requiredIn().size(); i++) {
            if (!known.contains(field.requiredIn().get(i))) {
                refuse(
                        "/requiredIn/" + i,
                        "STATUS_UNKNOWN",
                        "There is no status " + field.requiredIn().get(i));
            }
        }
    }

    private void refuse(String at, String code, String message) {
        problems.add(new FieldError(at, code, message));
    }

    /// One spelling for one name.
    static String clean(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFC).strip().replaceAll(" +", " ");
    }

    static List<FieldOption> clean(List<FieldOption> options) {
        return options.stream()
                .map(option -> new FieldOption(
                        option.value(),
                        clean(option.label()),
                        option.color(),
                        null,
                        null,
                        option.isOffered() ? null : true))
                .toList();
    }

    /// `Client's PAN №` becomes `c_client_s_pan_no`; the first free one of it and its successors.
    static String key(String label, Predicate<String> taken) {
        var plain = Normalizer.normalize(label, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var room = KEY_LENGTH - PREFIX.length() - 4;
        var stem = PREFIX
                + (plain.isEmpty() ? "field" : plain.substring(0, Math.min(room, plain.length())))
                        .replaceAll("_+$", "");
        var key = stem;
        for (var n = 2; taken.test(key); n++) {
            key = stem + "_" + n;
        }
        return key;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }

    /// Hindi and Persian need them inside words.
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static boolean mixesScripts(String label) {
        for (var word : label.split("[^\\p{L}\\p{M}]+")) {
            var scripts = EnumSet.noneOf(UnicodeScript.class);
            word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
            scripts.remove(UnicodeScript.COMMON);
            scripts.remove(UnicodeScript.INHERITED);
            // Japanese writes with three at once
            scripts.remove(UnicodeScript.HIRAGANA);
            scripts.remove(UnicodeScript.KATAKANA);
            if (scripts.size() > 1) {
                return true;
            }
        }
        return false;
    }

    /// What a label looks like: two that look alike have the same.
    private static String skeleton(@Nullable String label) {
        var folded = Normalizer.normalize(label == null ? "" : label, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}|\\p{Cf}", "")
                .toLowerCase(Locale.ROOT);
        var drawn = new StringBuilder();
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(c -> {
            var at = DRAWN.indexOf(c);
            drawn.appendCodePoint(at < 0 ? c : ALIKE.charAt(at));
        });
        return drawn.isEmpty() ? folded : drawn.toString();
    }
}
