package io.sangam.records;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Remarks are kept as text with a few marks of Markdown (ADR 35; `frontend/src/editor/markdown.ts` reads and writes
/// them). Here they are only taken away, where a remark is quoted as text. Lines, lists and quotes stay as they are.
final class Marks {

    private static final Pattern LINK = Pattern.compile(
            "(?<!\\\\)\\[((?:\\\\.|[^\\[\\]\\\\\n])++)\\]\\(((?:https?://|mailto:|tel:)[^\\s()<>]++)\\)",
            Pattern.CASE_INSENSITIVE);

    /// Bold with italic in it takes two rounds.
    private static final List<Pattern> PAIRS =
            List.of(pair("`", "`"), pair("~", "~~"), pair("*", "\\*{1,3}"), pair("*", "\\*{1,3}"));

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\([*~`\\[\\]])|^(\\d{0,3})\\\\(?=[-.>*] )", Pattern.MULTILINE);

    private Marks() {}

    static String removed(String text) {
        var bare = LINK.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(linked(found.group(1), found.group(2))));
        for (var pair : PAIRS) {
            bare = pair.matcher(bare).replaceAll("$2");
        }
        return ESCAPE.matcher(bare).replaceAll("$1$2");
    }

    private static String linked(String label, String address) {
        return label.equals(address) ? label : label + " (" + address + ")";
    }

    /// Signs are marks at the edges of words, around something that neither begins nor ends with space.
    private static Pattern pair(String sign, String marks) {
        return Pattern.compile(
                "(?<![\\\\\\p{L}\\p{N}\\p{M}%1$s])(%2$s)(?![\\s%1$s])([^%1$s]*+)(?<![\\s\\\\])\\1(?![\\p{L}\\p{N}\\p{M}])"
                        .formatted(sign, marks));
    }
}
