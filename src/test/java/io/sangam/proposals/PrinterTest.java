package io.sangam.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.mail.MailLanguage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrinterTest {

    private final Printer printer = new Printer();

    @Test
    void saysWhatIsOfferedByWhomUntilWhen() throws IOException {
        var text = text(printer.print(paper(MailLanguage.ENGLISH, List.of(line("Annual plan"), line("Training")))));

        assertThat(text)
                .contains("Acme Traders", "PRO-2026-00007, version 2", "Lotus", "December 27, 2026")
                .contains("Annual plan", "Training", "1,080.00", "Total", "2,548.80 INR")
                .contains("Dear Meera,", "Payment within 30 days.");
    }

    @ParameterizedTest
    @EnumSource
    void printsEveryLanguageOfTheProduct(MailLanguage language) throws IOException {
        var lines =
                List.of(line("वार्षिक योजना"), line("الاشتراك السنوي (50 مستخدمًا)"), line("漢字 😀 \u202E\u0007end"));

        assertThat(text(printer.print(paper(language, lines)))).contains("PRO-2026-00007", "?? ? end");
    }

    @Test
    void whatLooksLikeMarkupIsOnlyLetters() throws IOException {
        var evil = "<script>alert(1)</script> ${7*7} (javascript:alert(2)) \\) Tj ET";
        var file = printer.print(paper(MailLanguage.ENGLISH, List.of(line(evil))));

        assertThat(text(file).replaceAll("\\s+", "")).contains(evil.replaceAll("\\s+", ""));
        try (var document = Loader.loadPDF(file)) {
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(document.getDocumentCatalog().getCOSObject().containsKey(COSName.NAMES))
                    .isFalse();
            for (var page : document.getPages()) {
                assertThat(page.getAnnotations()).isEmpty();
            }
        }
    }

    @Test
    void takesAsManyPagesAsItNeeds() throws IOException {
        var lines = IntStream.range(0, 200)
                .mapToObj(i -> line("Position " + i + " with words enough to need more than one line of its column"))
                .toList();

        try (var document = Loader.loadPDF(printer.print(paper(MailLanguage.GERMAN, lines)))) {
            assertThat(document.getNumberOfPages()).isBetween(5, 20);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Position 0 with", "Position 199 with", "1 / ");
        }
    }

    private static String text(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Paper paper(MailLanguage language, List<Line> lines) {
        return new Paper(
                "Acme Traders",
                language,
                "PRO-2026-00007",
                2,
                "50 users",
                "Lotus",
                LocalDate.of(2026, 11, 27),
                LocalDate.of(2026, 12, 27),
                "Dear Meera,\n\nthank you for your time.",
                "Payment within 30 days.",
                "INR",
                lines,
                Totals.of(lines, BigDecimal.ZERO, "INR"));
    }

    private static Line line(String text) {
        @Nullable BigDecimal tax = BigDecimal.valueOf(18);
        return new Line(UUID.randomUUID(), text, "users", BigDecimal.TEN, BigDecimal.valueOf(120), BigDecimal.TEN, tax);
    }
}
