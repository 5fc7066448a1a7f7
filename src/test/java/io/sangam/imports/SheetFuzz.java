package io.sangam.imports;

import io.sangam.kernel.SangamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What Jazzer feeds with whatever it comes up with: a table within its limits, or a documented refusal. `FuzzIT` runs
/// it for some seconds, `./sangam fuzz` for as long as you like, `SheetFindingsTest` over all that was ever found.
public final class SheetFuzz {

    private static final String TYPES = """
            <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
            <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
            <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
            </Types>""";
    private static final String ROOT = relations("officeDocument", "xl/workbook.xml");
    private static final String BOOK = """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
            <sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>""";
    private static final String SHEETS = relations(
            "worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml");
    private static final String STYLES = """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
            <numFmts count="1"><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/></numFmts>\
            <cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>""";
    private static final String SHEET = """
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
            <row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>\
            </sheetData></worksheet>""";
    private static final String STRINGS = """
            <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2">\
            <si><t>Name</t></si><si><t>Asha</t></si></sst>""";

    private SheetFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            check(SheetReader.read(file(data)));
        } catch (SangamException refusal) {
            if (!(refusal.code() instanceof ImportError)) {
                throw refusal;
            }
        }
    }

    /// The compression and checksums of an archive keep a fuzzer out: after an `X` it writes the sheet of an XLSX
    /// itself,
    /// after an `S` its texts.
    static byte[] file(byte[] data) {
        if (data.length == 0) {
            return data;
        }
        var rest = new String(Arrays.copyOfRange(data, 1, data.length), StandardCharsets.UTF_8);
        return switch (data[0]) {
            case 'X' -> archive(rest, STRINGS);
            case 'S' -> archive(SHEET, rest);
            default -> data;
        };
    }

    static byte[] archive(String sheet, String strings) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", ROOT);
            part(zip, "xl/workbook.xml", BOOK);
            part(zip, "xl/_rels/workbook.xml.rels", SHEETS);
            part(zip, "xl/styles.xml", STYLES);
            part(zip, "xl/worksheets/sheet1.xml", sheet);
            part(zip, "xl/sharedStrings.xml", strings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String relations(String... typesAndTargets) {
        var all = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (var i = 0; i < typesAndTargets.length; i += 2) {
            all.append(
                    "<Relationship Id=\"r%d\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\" Target=\"%s\"/>"
                            .formatted(i / 2, typesAndTargets[i], typesAndTargets[i + 1]));
        }
        return all.append("</Relationships>").toString();
    }

    private static void check(SheetReader.Table table) {
        require(!table.rows().isEmpty() && table.rows().size() <= SheetReader.MOST_ROWS, "rows");
        require(table.columns().size() <= SheetReader.MOST_COLUMNS, "columns");
        for (var row : table.rows()) {
            require(row.size() == table.columns().size(), "a row as wide as the table");
            for (var cell : row) {
                require(cell.length() <= SheetReader.LONGEST_CELL && cell.indexOf(0) < 0, "a cell");
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
