package io.sangam.records;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A table on its way out, row by row; memory holds the current rows only.
///
/// Cells are text, [BigDecimal], [LocalDate], [LocalDateTime] or null.
sealed interface Sheet extends Closeable {

    /// The longest text a cell of a spreadsheet can hold.
    int MAX_CELL = 32_767;

    void header(List<String> titles) throws IOException;

    void row(List<? extends @Nullable Object> cells) throws IOException;

    void flush() throws IOException;

    static Sheet csv(OutputStream out) throws IOException {
        return new Csv(out);
    }

    static Sheet xlsx(OutputStream out, String name) {
        return new Xlsx(out, name);
    }

    /// RFC 4180 with a byte order mark, by which spreadsheets know that it is UTF-8.
    final class Csv implements Sheet {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        private final CsvWriter writer;

        private Csv(OutputStream out) throws IOException {
            out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
        }

        @Override
        public void header(List<String> titles) {
            writer.writeRecord(titles.stream().map(CellText::neutral).toList());
        }

        @Override
        public void row(List<? extends @Nullable Object> cells) {
            var record = writer.writeRecord();
            for (var cell : cells) {
                record.writeField(text(cell));
            }
            record.endRecord();
        }

        private static String text(@Nullable Object cell) {
            return switch (cell) {
                case null -> "";
                case BigDecimal number -> number.toPlainString();
                case LocalDateTime time -> TIME.format(time);
                case LocalDate date -> date.toString();
                default -> CellText.neutral(cell.toString());
            };
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /// Text is stored as inline strings, which no spreadsheet ever calculates; there is no formula in the file.
    final class Xlsx implements Sheet {

        private final Workbook book;
        private final Worksheet sheet;
        private int next;

        private Xlsx(OutputStream out, String name) {
            book = new Workbook(out, "Sangam", "1.0");
            sheet = book.newWorksheet(name);
        }

        @Override
        public void header(List<String> titles) {
            for (var column = 0; column < titles.size(); column++) {
                sheet.inlineString(0, column, titles.get(column));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            next = 1;
        }

        @Override
        public void row(List<? extends @Nullable Object> cells) {
            for (var column = 0; column < cells.size(); column++) {
                switch (cells.get(column)) {
                    case null -> {}
                    case BigDecimal number -> sheet.value(next, column, number);
                    case LocalDateTime time -> {
                        sheet.value(next, column, time);
                        sheet.style(next, column).format("yyyy-mm-dd hh:mm:ss").set();
                    }
                    case LocalDate date -> {
                        sheet.value(next, column, date);
                        sheet.style(next, column).format("yyyy-mm-dd").set();
                    }
                    case Object text -> sheet.inlineString(next, column, fitting(text.toString()));
                }
            }
            next++;
        }

        /// Without what XML can't hold, and no longer than a cell.
        private static String fitting(String text) {
            var clean = text.codePoints()
                    .filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\r' || c == '\t')
                    .limit(MAX_CELL)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            return clean.toString();
        }

        @Override
        public void flush() throws IOException {
            sheet.flush();
        }

        @Override
        public void close() throws IOException {
            book.close();
        }
    }
}
