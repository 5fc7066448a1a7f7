package io.sangam.proposals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// The letters of one document: for each the first font that has it. A font is embedded when a letter needs it, and of
/// it
/// only what is used.
final class Typeface {

    private static final List<String> FILES =
            List.of("NotoSans-Regular.ttf", "NotoSansDevanagari-Regular.ttf", "NotoSansArabic-Regular.ttf");
    private static final int DEVANAGARI = 1;
    private static final int ARABIC = 2;
    private static final float EM = 1_000;
    /// For what none of the fonts has.
    private static final String UNKNOWN = "?";

    /// Words in one font.
    record Run(PDFont font, String words) {}

    private record Loaded(PDFont font, CmapLookup letters) {}

    private final PDDocument document;
    private final Function<String, byte[]> files;
    private final Map<Integer, Loaded> loaded = new LinkedHashMap<>();

    Typeface(PDDocument document, Function<String, byte[]> files) {
        this.document = document;
        this.files = files;
    }

    /// @param words as they are drawn from left to right
    List<Run> runs(String words) throws IOException {
        var runs = new ArrayList<Run>();
        var open = new StringBuilder();
        @Nullable PDFont font = null;
        for (var letter : words.codePoints().toArray()) {
            if (isSilent(letter)) {
                continue;
            }
            var in = isMark(letter) && font != null && has(font, letter) ? font : fontOf(letter);
            var text = in == null ? UNKNOWN : Character.toString(letter);
            var next = in == null ? font(0).font() : in;
            if (font != null && font != next) {
                runs.add(new Run(font, open.toString()));
                open.setLength(0);
            }
            font = next;
            open.append(text);
        }
        if (font != null) {
            runs.add(new Run(font, open.toString()));
        }
        return runs;
    }

    float width(String words, float size) throws IOException {
        var width = 0f;
        for (var run : runs(Letters.drawn(words))) {
            width += run.font().getStringWidth(run.words());
        }
        return width / EM * size;
    }

    private @Nullable PDFont fontOf(int letter) throws IOException {
        var likely = likely(letter);
        if (has(likely, letter)) {
            return font(likely).font();
        }
        return has(0, letter) ? font(0).font() : null;
    }

    private boolean has(int index, int letter) throws IOException {
        return font(index).letters().getGlyphId(letter) != 0;
    }

    private boolean has(PDFont font, int letter) {
        return loaded.values().stream()
                .anyMatch(each -> each.font() == font && each.letters().getGlyphId(letter) != 0);
    }

    /// Marks belong to no script: they are drawn as the letter before them.
    private static boolean isMark(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.INHERITED;
    }

    private static int likely(int letter) {
        var script = Character.UnicodeScript.of(letter);
        return script == Character.UnicodeScript.DEVANAGARI
                ? DEVANAGARI
                : script == Character.UnicodeScript.ARABIC ? ARABIC : 0;
    }

    /// Controls and what only turns the direction: never drawn.
    private static boolean isSilent(int letter) {
        var type = Character.getType(letter);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    private Loaded font(int index) throws IOException {
        var known = loaded.get(index);
        if (known != null) {
            return known;
        }
        var ttf = new TTFParser().parse(new RandomAccessReadBuffer(files.apply(FILES.get(index))));
        var fresh = new Loaded(PDType0Font.load(document, ttf, true), ttf.getUnicodeCmapLookup());
        loaded.put(index, fresh);
        return fresh;
    }
}
