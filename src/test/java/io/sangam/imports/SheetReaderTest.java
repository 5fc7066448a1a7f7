package io.sangam.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sangam.kernel.SangamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsCsvWhicheverMarkPartsIt(String mark) {
        var file = "\uFEFF\n Name %1$s Phone \r\n\"Rao%1$s Asha\"%1$s'+919876543210\n\n%1$s\nKiran\n".formatted(mark);

        var table = SheetReader.read(file.getBytes(StandardCharsets.UTF_8));

        assertThat(table.columns()).containsExactly("Name", "Phone");
        assertThat(table.rows())
                .containsExactly(List.of("Rao" + mark + " Asha", "+919876543210"), List.of("Kiran", ""));
    }

    @Test
    void readsWhatOldSpreadsheetsWrote() {
        var table = SheetReader.read("Name\nMüller".getBytes(Charset.forName("windows-1252")));

        assertThat(table.rows()).containsExactly(List.of("Müller"));
    }

    @Test
    void readsXlsxWithNumbersAndDays() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Test", "1.0")) {
            var sheet = book.newWorksheet("Leads");
            sheet.value(0, 0, "Name");
            sheet.value(0, 1, "Phone");
            sheet.value(0, 2, "Close");
            sheet.value(1, 0, "Asha");
            sheet.value(1, 1, 9876543210L);
            sheet.value(1, 2, LocalDate.of(2026, 11, 30));
            sheet.style(1, 2).format("yyyy-mm-dd").set();
        }

        var table = SheetReader.read(out.toByteArray());

        assertThat(table.columns()).containsExactly("Name", "Phone", "Close");
        assertThat(table.rows()).containsExactly(List.of("Asha", "9876543210", "2026-11-30"));
    }

    @Test
    void readsXlsxWithoutFormats() throws IOException {
        var whole = new ByteArrayOutputStream();
        try (var book = new Workbook(whole, "Test", "1.0")) {
            var sheet = book.newWorksheet("Leads");
            sheet.value(0, 0, "Name");
            sheet.value(0, 1, "Phone");
            sheet.value(1, 0, "Asha");
            sheet.value(1, 1, 9876543210L);
        }
        var bare = new ByteArrayOutputStream();
        try (var from = ZipFile.builder().setByteArray(whole.toByteArray()).get();
                var to = new ZipOutputStream(bare)) {
            for (var part : Collections.list(from.getEntries())) {
                if (!part.getName().endsWith("styles.xml")) {
                    to.putNextEntry(new ZipEntry(part.getName()));
                    to.write(new String(from.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8)
                            .replaceAll("<(Override|Relationship) [^>]*styles[^>]*/>", "")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(SheetReader.read(bare.toByteArray()).rows()).containsExactly(List.of("Asha", "9876543210"));
    }

    @Test
    void refusesWhatHoldsNoTable() {
        for (var file : List.of("", "Name,Phone\n", "PK\u0003\u0004 and no zip")) {
            assertThatThrownBy(() -> SheetReader.read(file.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SangamException.class);
        }
        assertThatThrownBy(() -> SheetReader.read(
                        ("Name\n" + "x\n".repeat(SheetReader.MOST_ROWS + 1)).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("rows");
    }

    /// IM-01, RL-06: small files that mean huge tables.
    @Test
    void refusesBombs() throws IOException {
        var zeros = new byte[1 << 20];
        var unpacked = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(unpacked)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (var written = 0L; written <= SheetReader.MOST_UNPACKED; written += zeros.length) {
                zip.write(zeros);
            }
        }
        var parts = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(parts)) {
            for (var i = 0; i < 1_001; i++) {
                zip.putNextEntry(new ZipEntry("part" + i));
            }
        }
        // one long text, that every cell only refers to
        var rows = new StringBuilder("X<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Name</t></is></c></row>");
        for (var row = 2; row < 6_000; row++) {
            rows.append("<row r=\"%1$d\"><c r=\"A%1$d\" t=\"s\"><v>0</v></c></row>".formatted(row));
        }
        var echo = SheetFuzz.archive(
                rows.append("</sheetData></worksheet>").substring(1),
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"1\" uniqueCount=\"1\">"
                        + "<si><t>" + "x".repeat(30_000) + "</t></si></sst>");

        for (var bomb : List.of(unpacked.toByteArray(), parts.toByteArray(), echo)) {
            assertThat(bomb.length).isLessThan(1 << 20);
            assertThatExceptionOfType(SangamException.class)
                    .isThrownBy(() -> SheetReader.read(bomb))
                    .returns(ImportError.IMPORT_TOO_LARGE, SangamException::code);
        }
    }

    /// Attack group IN: whatever the bytes, a table or a refusal.
    @Test
    void survivesNoise() {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++) {
            var noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            if (i % 3 == 0 && noise.length > 2) {
                noise[0] = 'P';
                noise[1] = 'K';
            }
            try {
                assertThat(SheetReader.read(noise).rows()).isNotEmpty();
            } catch (SangamException refusal) {
                assertThat(refusal.code()).isInstanceOf(ImportError.class);
            }
        }
    }
}
