package io.sangam.records;

import java.util.regex.Pattern;

/// Text in a CSV cell that a spreadsheet would run as a formula gets an apostrophe in front; reading takes it off
/// again.
///
/// A formula begins with `=`, `+`, `-`, `@`, a tab, a return, or the full-width form of one, also behind white space,
/// invisible characters or apostrophes. Counting those apostrophes in keeps the rule reversible: what was exported is
/// imported unchanged.
public final class CellText {

    private static final String FORMULA = "[\\s\\p{Cf}\\p{Z}']*[=+\\-@\\t\\r＝＋－＠﹢﹣﹦﹫]";
    private static final Pattern DANGEROUS = Pattern.compile("^(?:[\\t\\r]|" + FORMULA + ")");
    private static final Pattern NEUTRAL = Pattern.compile("^'(?:[\\t\\r]|" + FORMULA + ")");

    private CellText() {}

    public static String neutral(String text) {
        // nearly all text begins so, and a pattern per cell is half of what a row costs
        if (text.isEmpty() || isPlain(text.charAt(0))) {
            return text;
        }
        return DANGEROUS.matcher(text).lookingAt() ? "'" + text : text;
    }

    private static boolean isPlain(char first) {
        return first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z' || first >= '0' && first <= '9';
    }

    public static String original(String cell) {
        return NEUTRAL.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
