package io.sangam.records;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Several words in one cell: `hot; needs a call`. A semicolon inside a word is written `\;`.
public final class TagList {

    private TagList() {}

    static String join(List<?> words) {
        var joined = words.stream()
                .map(word -> word.toString().replace("\\", "\\\\").replace(";", "\\;"))
                .collect(Collectors.joining("; "));
        // Without a semicolon, commas would part it.
        return words.size() == 1 && joined.indexOf(',') >= 0 ? joined + ";" : joined;
    }

    /// Parted by semicolons, or by commas where there is none.
    public static List<String> split(String cell) {
        var separator = cell.indexOf(';') >= 0 ? ';' : ',';
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (var i = 0; i < cell.length(); i++) {
            var c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length() && "\\;".indexOf(cell.charAt(i + 1)) >= 0) {
                word.append(cell.charAt(++i));
            } else if (c == separator) {
                words.add(word.toString().strip());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString().strip());
        words.removeIf(String::isEmpty);
        return words;
    }
}
