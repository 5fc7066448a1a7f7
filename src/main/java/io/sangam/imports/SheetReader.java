package io.sangam.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.sangam.kernel.SangamException;
import io.sangam.records.CellText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// Reads a table from CSV or XLSX, whichever its bytes are. The first line that says anything names the columns.
final class SheetReader {

    static final int MOST_ROWS = 100_000;
    static final int MOST_COLUMNS = 200;
    static final int LONGEST_CELL = 10_000;
    /// Of all cells that are kept, and of all parts of an XLSX, unpacked: a small file can mean a huge table.
    static final int MOST_CHARACTERS = 40_000_000;

    static final long MOST_UNPACKED = 256L << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_DIGITS = 400;

    /// @param rows all as wide as there are columns, empty ones left out
    record Table(List<String> columns, List<List<String>> rows) {}

    /// Without its format a day is only a number.
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);
    /// What other programs write may have no formats at all; then every number is one.
    private static final ReadingOptions WITHOUT_FORMATS = new ReadingOptions(false, true);

    private final List<String> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private long characters;

    private SheetReader() {}

    static Table read(byte[] file) {
        var reader = new SheetReader();
        try {
            if (file.length > 3 && file[0] == 'P' && file[1] == 'K') {
                reader.readXlsx(file);
            } else {
                reader.readCsv(file);
            }
        } catch (SangamException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SangamException(
                    ImportError.IMPORT_FILE_UNREADABLE, "The file is no CSV or XLSX that can be read: " + told(e));
        }
        if (reader.rows.isEmpty()) {
            throw new SangamException(
                    ImportError.IMPORT_FILE_EMPTY, "The file has no rows below a line that names the columns");
        }
        return new Table(List.copyOf(reader.columns), reader.rows);
    }

    private static String told(Exception e) {
        return switch (e) {
            case CsvParseException csv -> String.valueOf(csv.getMessage());
            default -> e.getClass().getSimpleName();
        };
    }

    private void readCsv(byte[] file) throws IOException {
        var text = decoded(file);
        try (var lines = CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .maxBufferSize(16 << 20)
                .ofCsvRecord(text)) {
            lines.forEach(line ->
                    add(line.getFields().stream().map(CellText::original).toList()));
        }
    }

    /// UTF-8, as everything writes it today, else what old spreadsheets wrote.
    private static String decoded(byte[] file) {
        var text = new String(file, Charset.forName("windows-1252"));
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException _) {
            if (file.length > 1 && (file[0] == (byte) 0xFF || file[0] == (byte) 0xFE)) {
                text = new String(file, StandardCharsets.UTF_16);
            }
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// The one that parts the first line into most columns.
    private static char separator(String text) {
        var line = text.lines().filter(each -> !each.isBlank()).findFirst().orElse("");
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(
                        candidate -> line.chars().filter(c -> c == candidate).count()))
                .orElse(',');
    }

    private void readXlsx(byte[] file) throws IOException {
        var options = requireModest(file) ? WITH_FORMATS : WITHOUT_FORMATS;
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file), options);
                var lines = book.getFirstSheet().openStream()) {
            lines.forEach(line -> add(cells(line)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Unpacks everything once and keeps nothing: what an archive says about its own sizes proves nothing. Answers
    /// whether a part of it holds formats.
    private static boolean requireModest(byte[] file) throws IOException {
        try (var archive = ZipFile.builder().setByteArray(file).get()) {
            var parts = Collections.list(archive.getEntries());
            if (parts.size() > MOST_PARTS) {
                throw new SangamException(ImportError.IMPORT_TOO_LARGE, "The file has too many parts");
            }
            var buffer = new byte[64 << 10];
            var unpacked = 0L;
            for (var part : parts) {
                try (var bytes = archive.getInputStream(part)) {
                    for (var read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MOST_UNPACKED) {
                            throw new SangamException(
                                    ImportError.IMPORT_TOO_LARGE, "The file is too large when it is unpacked");
                        }
                    }
                }
            }
            return parts.stream().anyMatch(part -> part.getName().endsWith("styles.xml"));
        }
    }

    private static List<String> cells(Row line) {
        var cells = new ArrayList<String>();
        for (@Nullable Cell cell : line) {
            cells.add(cell == null ? "" : text(cell));
        }
        return cells;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            var number = cell.asNumber();
            var format = cell.getDataFormatString();
            if (format != null && format.toLowerCase(Locale.ROOT).matches(".*(yy|dd).*")) {
                return day(cell).orElseGet(() -> plain(number));
            }
            return plain(number);
        }
        return cell.getType() == CellType.EMPTY ? "" : String.valueOf(cell.getText());
    }

    /// Empty where the number is no day any calendar has: one such cell does not spoil the file.
    private static Optional<String> day(Cell cell) {
        try {
            var time = cell.asDate();
            return Optional.of(
                    time.toLocalTime().toSecondOfDay() == 0 ? time.toLocalDate().toString() : time.toString());
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /// What no spreadsheet calculates with, such as 1e999999999, would be a gigabyte of zeros.
    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        return Math.abs((long) number.scale()) > MOST_DIGITS
                ? number.toString()
                : number.stripTrailingZeros().toPlainString();
    }

    /// As cells are kept.
    static String cell(String text) {
        var cell = text.strip().replace("\u0000", "");
        return cell.substring(0, Math.min(cell.length(), LONGEST_CELL));
    }

    private void add(List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        if (columns.isEmpty()) {
            cells.forEach(cell -> columns.add(cell.strip()));
            while (!columns.isEmpty() && columns.getLast().isEmpty()) {
                columns.removeLast();
            }
            if (columns.size() > MOST_COLUMNS) {
                throw new SangamException(
                        ImportError.IMPORT_TOO_LARGE, "A file has up to " + MOST_COLUMNS + " columns");
            }
            return;
        }
        if (rows.size() == MOST_ROWS) {
            throw new SangamException(ImportError.IMPORT_TOO_LARGE, "A file has up to " + MOST_ROWS + " rows");
        }
        var row = new ArrayList<String>(columns.size());
        for (var i = 0; i < columns.size(); i++) {
            row.add(i < cells.size() ? cell(cells.get(i)) : "");
            characters += row.getLast().length();
        }
        if (characters > MOST_CHARACTERS) {
            throw new SangamException(ImportError.IMPORT_TOO_LARGE, "The cells of the file hold too much text");
        }
        rows.add(row);
    }
}
