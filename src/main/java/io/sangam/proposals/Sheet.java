package io.sangam.proposals;

import java.io.IOException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/// Lays a proposal out on pages, from top to bottom.
final class Sheet {

    private static final float LEFT = 50;
    private static final float RIGHT = PDRectangle.A4.getWidth() - 50;
    private static final float TOP = PDRectangle.A4.getHeight() - 56;
    private static final float BOTTOM = 64;
    private static final float FOOT = 36;
    private static final float SMALL = 8.5f;
    private static final float TEXT = 9.5f;
    private static final float LARGE = 17;
    private static final float LEADING = 1.45f;
    private static final float BOLD = 0.25f;
    private static final float GAP = 8;
    private static final float GREY = 0.4f;
    private static final float RULE = 0.75f;
    /// Where the columns of a line end: words, quantity, price, discount, tax, amount.
    private static final float[] ENDS = {LEFT + 185, LEFT + 255, LEFT + 335, LEFT + 380, LEFT + 420, RIGHT};

    private static final int WIDEST = 4;

    private final PDDocument document;
    private final Typeface typeface;
    private final Paper paper;
    private final Properties words;
    private final Locale locale;
    private @Nullable PDPageContentStream open;
    private float y;

    Sheet(PDDocument document, Typeface typeface, Paper paper, Properties words) {
        this.document = document;
        this.typeface = typeface;
        this.paper = paper;
        this.words = words;
        this.locale = paper.language().locale();
    }

    void write() throws IOException {
        turn();
        head();
        paragraph(paper.intro());
        table();
        sums();
        if (paper.terms() != null && !paper.terms().isBlank()) {
            room(TEXT * LEADING * 3);
            y -= GAP;
            left(say("terms"), LEFT, RIGHT, TEXT, true);
            y -= TEXT * LEADING;
            paragraph(paper.terms());
        }
        page().close();
        feet();
    }

    private void head() throws IOException {
        wrapped(paper.company(), LEFT, RIGHT - 150, TEXT + 2, true);
        y -= GAP * 2;
        wrapped(paper.title(), LEFT, RIGHT, LARGE, true);
        y -= GAP;
        fact("number", paper.number() + ", " + say("version") + " " + paper.revision());
        if (paper.customer() != null) {
            fact("customer", paper.customer());
        }
        fact("date", day(paper.date()));
        if (paper.validUntil() != null) {
            fact("validUntil", day(paper.validUntil()));
        }
        y -= GAP;
    }

    private void fact(String name, String value) throws IOException {
        grey(true);
        left(say(name), LEFT, LEFT + 110, TEXT, false);
        grey(false);
        for (var each : broken(value, RIGHT - LEFT - 110, TEXT)) {
            left(each, LEFT + 110, RIGHT, TEXT, false);
            y -= TEXT * LEADING;
        }
    }

    private void paragraph(@Nullable String text) throws IOException {
        if (text == null || text.isBlank()) {
            return;
        }
        for (var line : text.strip().split("\\R", -1)) {
            if (line.isBlank()) {
                y -= GAP;
            } else {
                wrapped(line.strip(), LEFT, RIGHT, TEXT, false);
            }
        }
        y -= GAP;
    }

    private void table() throws IOException {
        titles();
        for (var i = 0; i < paper.lines().size(); i++) {
            line(paper.lines().get(i), paper.totals().lines().get(i));
        }
    }

    private void titles() throws IOException {
        grey(true);
        left(say("item"), LEFT, ENDS[0], SMALL, false);
        var names = List.of("quantity", "unitPrice", "discount", "tax", "amount");
        for (var i = 0; i < names.size(); i++) {
            right(say(names.get(i)), ENDS[i + 1], SMALL, false);
        }
        grey(false);
        y -= GAP;
        rule();
        y -= SMALL * LEADING;
    }

    private void line(Line line, Totals.Amounts amounts) throws IOException {
        var said = broken(line.text(), ENDS[0] - LEFT - GAP, TEXT);
        if (y - Math.min(said.size(), WIDEST) * TEXT * LEADING < BOTTOM) {
            turn();
            titles();
        }
        var quantity = number(line.quantity()) + (line.unit() == null ? "" : " " + line.unit());
        right(fitting(quantity, ENDS[1] - ENDS[0] - GAP), ENDS[1], TEXT, false);
        right(amount(line.unitPrice()), ENDS[2], TEXT, false);
        right(line.discount().signum() == 0 ? "" : percent(line.discount()), ENDS[3], TEXT, false);
        var tax = line.tax();
        right(tax == null ? "" : percent(tax), ENDS[4], TEXT, false);
        right(amount(amounts.net()), ENDS[5], TEXT, false);
        for (var each : said) {
            room(TEXT * LEADING);
            aligned(each, LEFT, ENDS[0] - GAP, TEXT, false);
            y -= TEXT * LEADING;
        }
        y -= GAP / 2;
    }

    private void sums() throws IOException {
        var sum = paper.totals().sum();
        room(TEXT * LEADING * 6);
        rule();
        y -= TEXT * LEADING;
        if (sum.saved().signum() > 0) {
            sum("gross", sum.gross(), false);
            sum("saved", sum.saved().negate(), false);
        }
        if (sum.tax().signum() > 0 || sum.saved().signum() > 0) {
            sum("net", sum.net(), false);
        }
        if (sum.tax().signum() > 0) {
            sum("taxes", sum.tax(), false);
        }
        sum("total", sum.total(), true);
        y -= GAP;
    }

    private void sum(String name, BigDecimal value, boolean bold) throws IOException {
        right(say(name), ENDS[3], bold ? TEXT + 1 : TEXT, bold);
        right(amount(value) + " " + paper.currency(), RIGHT, bold ? TEXT + 1 : TEXT, bold);
        y -= TEXT * LEADING;
    }

    /// Number and page at the foot of each page, once it is known how many there are.
    private void feet() throws IOException {
        var pages = document.getNumberOfPages();
        for (var i = 0; i < pages; i++) {
            try (var foot = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
                open = foot;
                y = FOOT;
                grey(true);
                left(paper.company() + " · " + paper.number(), LEFT, RIGHT - 60, SMALL, false);
                right((i + 1) + " / " + pages, RIGHT, SMALL, false);
            }
        }
    }

    private void room(float needed) throws IOException {
        if (y - needed < BOTTOM) {
            turn();
        }
    }

    /// A new page.
    private void turn() throws IOException {
        if (open != null) {
            open.close();
        }
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        open = new PDPageContentStream(document, page);
        y = TOP;
    }

    private PDPageContentStream page() {
        return Objects.requireNonNull(open);
    }

    private void rule() throws IOException {
        page().setStrokingColor(RULE);
        page().setLineWidth(RULE);
        page().moveTo(LEFT, y);
        page().lineTo(RIGHT, y);
        page().stroke();
    }

    private void grey(boolean on) throws IOException {
        page().setNonStrokingColor(on ? GREY : 0f);
        page().setStrokingColor(on ? GREY : 0f);
    }

    /// As many lines as it takes.
    private void wrapped(String text, float from, float to, float size, boolean bold) throws IOException {
        for (var each : broken(text, to - from, size)) {
            room(size * LEADING);
            aligned(each, from, to, size, bold);
            y -= size * LEADING;
        }
    }

    private List<String> broken(String text, float width, float size) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+", -1)) {
            for (var piece : pieces(word, width, size)) {
                var longer = line.isEmpty() ? piece : line + " " + piece;
                if (!line.isEmpty() && typeface.width(longer, size) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(piece);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /// A word that is wider than its place is cut.
    private List<String> pieces(String word, float width, float size) throws IOException {
        if (typeface.width(word, size) <= width) {
            return List.of(word);
        }
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var letter : word.codePoints().toArray()) {
            var longer = piece + Character.toString(letter);
            if (!piece.isEmpty() && typeface.width(longer, size) > width) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(letter);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private String fitting(String text, float width) throws IOException {
        return pieces(text, width, TEXT).getFirst();
    }

    /// Towards the side its script begins on.
    private void aligned(String text, float from, float to, float size, boolean bold) throws IOException {
        if (Letters.runsFromRight(text)) {
            right(text, to, size, bold);
        } else {
            left(text, from, to, size, bold);
        }
    }

    private void left(String text, float from, float to, float size, boolean bold) throws IOException {
        draw(pieces(text, to - from, size).getFirst(), from, size, bold);
    }

    private void right(String text, float to, float size, boolean bold) throws IOException {
        draw(text, to - typeface.width(text, size), size, bold);
    }

    private void draw(String text, float x, float size, boolean bold) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        var stream = page();
        stream.beginText();
        stream.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        if (bold) {
            stream.setStrokingColor(0f);
            stream.setLineWidth(BOLD);
        }
        stream.newLineAtOffset(x, y);
        for (var run : typeface.runs(Letters.drawn(text))) {
            stream.setFont(run.font(), size);
            stream.showText(run.words());
        }
        stream.endText();
    }

    private String say(String name) {
        return Objects.requireNonNull(words.getProperty(name), name);
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String amount(BigDecimal value) {
        var format = NumberFormat.getNumberInstance(locale);
        var scale = Totals.scale(paper.currency());
        format.setMinimumFractionDigits(scale);
        format.setMaximumFractionDigits(scale);
        return format.format(value);
    }

    private String number(BigDecimal value) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(4);
        return format.format(value);
    }

    private String percent(BigDecimal value) {
        return number(value) + " %";
    }
}
