package io.sangam.proposals;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// Puts a line of words into the order and the shapes in which it is drawn from left to right. Arabic letters take the
/// form their neighbours give them, and scripts from right to left run that way; a PDF does neither by itself.
final class Letters {

    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cntrl}\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]");
    private static final int HAMZA = 0x0621;
    private static final int GHAIN = 0x063A;
    private static final int FEH = 0x0641;
    private static final int YEH = 0x064A;
    private static final int LAM = 0x0644;
    private static final int TATWEEL = 0x0640;
    private static final int JOINER = 0x200D;
    /// How many forms each letter has, in the order of both blocks of Unicode: alone, at the end, at the beginning, in
    /// the middle. What has two joins to what is before it only.
    private static final String FORMS = "122224242444442222444444444444444224";

    private static final int FIRST_FORM = 0xFE80;
    /// Letters of Persian and Urdu, whose forms lie elsewhere: letter, first form, how many.
    private static final int[][] MORE = {
        {0x067E, 0xFB56, 4},
        {0x0686, 0xFB7A, 4},
        {0x0688, 0xFB88, 2},
        {0x0691, 0xFB8C, 2},
        {0x0698, 0xFB8A, 2},
        {0x06A9, 0xFB8E, 4},
        {0x06AF, 0xFB92, 4},
        {0x06BE, 0xFBAA, 4},
        {0x06CC, 0xFBFC, 4}
    };

    /// A letter's shapes.
    private record Shapes(int first, int count) {

        boolean joinsAfter() {
            return count == 4;
        }

        boolean joinsBefore() {
            return count > 1;
        }
    }

    private Letters() {}

    /// Whether its first letters with a direction run from right to left.
    static boolean runsFromRight(String words) {
        return !new Bidi(words, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    /// @param typed one line; what only steers direction in it is left out, so that nobody turns an amount round
    static String drawn(String typed) {
        var words = STEERING.matcher(typed).replaceAll("");
        if (!Bidi.requiresBidi(words.toCharArray(), 0, words.length())) {
            return words;
        }
        var shaped = shaped(words);
        var bidi = new Bidi(shaped, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        var runs = bidi.getRunCount();
        var levels = new byte[runs];
        var pieces = new String[runs];
        for (var i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            var piece = shaped.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            pieces[i] = levels[i] % 2 == 0 ? piece : backwards(piece);
        }
        Bidi.reorderVisually(levels, 0, pieces, 0, runs);
        return String.join("", pieces);
    }

    /// Marks stay behind their letter, brackets turn round.
    private static String backwards(String piece) {
        List<String> clusters = new ArrayList<>();
        piece.codePoints().forEach(letter -> {
            var text = Character.toString(mirrored(letter));
            if (isMark(letter) && !clusters.isEmpty()) {
                clusters.set(clusters.size() - 1, clusters.getLast() + text);
            } else {
                clusters.add(text);
            }
        });
        Collections.reverse(clusters);
        return String.join("", clusters);
    }

    private static int mirrored(int letter) {
        return switch (letter) {
            case '(' -> ')';
            case ')' -> '(';
            case '[' -> ']';
            case ']' -> '[';
            case '<' -> '>';
            case '>' -> '<';
            case '{' -> '}';
            case '}' -> '{';
            case '«' -> '»';
            case '»' -> '«';
            default -> letter;
        };
    }

    static String shaped(String words) {
        var letters = words.codePoints().toArray();
        var text = new StringBuilder();
        for (var i = 0; i < letters.length; i++) {
            var shapes = shapes(letters[i]);
            if (shapes.count() == 0) {
                text.appendCodePoint(letters[i]);
                continue;
            }
            var before = joinsOn(letters, i, -1);
            var next = neighbour(letters, i, 1);
            var ligature = letters[i] == LAM && next >= 0 ? lamAlef(letters[next]) : 0;
            if (ligature != 0) {
                text.appendCodePoint(before ? ligature + 1 : ligature);
                // the marks between the two stay behind both
                for (var mark = i + 1; mark < next; mark++) {
                    text.appendCodePoint(letters[mark]);
                }
                i = next;
                continue;
            }
            var after = shapes.joinsAfter() && joinsOn(letters, i, 1);
            var form = !shapes.joinsBefore() || !before ? (after ? 2 : 0) : (after ? 3 : 1);
            text.appendCodePoint(shapes.first() + form);
        }
        return text.toString();
    }

    private static boolean joinsOn(int[] letters, int at, int step) {
        var other = neighbour(letters, at, step);
        if (other < 0) {
            return false;
        }
        var letter = letters[other];
        if (letter == TATWEEL || letter == JOINER) {
            return true;
        }
        var shapes = shapes(letter);
        return shapes.count() > 0 && (step < 0 ? shapes.joinsAfter() : shapes.joinsBefore());
    }

    /// The next letter that is no mark; -1 at the end.
    private static int neighbour(int[] letters, int at, int step) {
        var other = at + step;
        while (other >= 0 && other < letters.length && isMark(letters[other])) {
            other += step;
        }
        return other >= 0 && other < letters.length ? other : -1;
    }

    private static boolean isMark(int letter) {
        return Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    private static int lamAlef(int letter) {
        return switch (letter) {
            case 0x0622 -> 0xFEF5;
            case 0x0623 -> 0xFEF7;
            case 0x0625 -> 0xFEF9;
            case 0x0627 -> 0xFEFB;
            default -> 0;
        };
    }

    private static Shapes shapes(int letter) {
        for (var each : MORE) {
            if (each[0] == letter) {
                return new Shapes(each[1], each[2]);
            }
        }
        var place = letter >= HAMZA && letter <= GHAIN
                ? letter - HAMZA
                : letter >= FEH && letter <= YEH ? letter - FEH + GHAIN - HAMZA + 1 : -1;
        if (place < 0) {
            return new Shapes(0, 0);
        }
        var first = FIRST_FORM;
        for (var i = 0; i < place; i++) {
            first += FORMS.charAt(i) - '0';
        }
        return new Shapes(first, FORMS.charAt(place) - '0');
    }
}
