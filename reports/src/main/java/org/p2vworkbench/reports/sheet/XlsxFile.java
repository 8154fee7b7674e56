package org.p2vworkbench.reports.sheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Tables as a workbook: the smallest set of parts that ECMA-376 (5th edition, part 1, section 12.3) asks for, written as they
 * come, so that no table is ever in memory as XML. Texts are inline strings, which no spreadsheet takes for formulas.
 */
public final class XlsxFile {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /** ECMA-376, section 18.18.7, and what spreadsheets hold in a cell. */
    private static final int MOST_CHARACTERS = 32_767;

    private static final int LONGEST_NAME = 31;

    /** Of every part, so that the same tables give the same file. */
    private static final LocalDateTime PART_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private XlsxFile() {}

    public static void write(List<Sheet> sheets, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            Writer xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
            part(zip, xml, "[Content_Types].xml", contentTypes(sheets.size()));
            part(
                    zip,
                    xml,
                    "_rels/.rels",
                    "<Relationships xmlns=\"" + PACKAGE + "/relationships\"><Relationship Id=\"rId1\" Type=\""
                            + RELATIONS + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            part(zip, xml, "xl/workbook.xml", workbook(sheets));
            part(zip, xml, "xl/_rels/workbook.xml.rels", relations(sheets.size()));
            part(zip, xml, "xl/styles.xml", styles());
            for (int i = 0; i < sheets.size(); i++) {
                begin(zip, "xl/worksheets/sheet%d.xml".formatted(i + 1));
                sheet(sheets.get(i), xml);
                xml.flush();
                zip.closeEntry();
            }
        }
    }

    private static void part(ZipOutputStream zip, Writer xml, String name, String text) throws IOException {
        begin(zip, name);
        xml.write(HEAD);
        xml.write(text);
        xml.flush();
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(PART_TIME);
        zip.putNextEntry(entry);
    }

    private static String contentTypes(int sheets) {
        StringBuilder types = new StringBuilder("<Types xmlns=\"" + PACKAGE + "/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + TYPE + "styles+xml\"/>");
        for (int i = 1; i <= sheets; i++) {
            types.append("<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"%sworksheet+xml\"/>"
                    .formatted(i, TYPE));
        }
        return types.append("</Types>").toString();
    }

    private static String workbook(List<Sheet> sheets) {
        StringBuilder book =
                new StringBuilder("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>");
        for (int i = 0; i < sheets.size(); i++) {
            String name = sheets.get(i).name();
            book.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>"
                    .formatted(
                            XmlCell.escaped(name.substring(0, Math.min(name.length(), LONGEST_NAME))), i + 1, i + 1));
        }
        return book.append("</sheets></workbook>").toString();
    }

    private static String relations(int sheets) {
        StringBuilder relations = new StringBuilder("<Relationships xmlns=\"" + PACKAGE + "/relationships\">");
        for (int i = 1; i <= sheets; i++) {
            relations.append("<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                    .formatted(i, RELATIONS, i));
        }
        return relations
                .append("<Relationship Id=\"rId%d\" Type=\"%s/styles\" Target=\"styles.xml\"/></Relationships>"
                        .formatted(sheets + 1, RELATIONS))
                .toString();
    }

    /** Style 0 is plain, 1 is the head of a table. */
    private static String styles() {
        return "<styleSheet xmlns=\"" + MAIN
                + "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
                + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border/></borders>"
                + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
                + "<cellXfs count=\"2\"><xf/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>";
    }

    private static void sheet(Sheet sheet, Writer xml) throws IOException {
        String corner = XmlCell.column(Math.max(0, sheet.columns().size() - 1))
                + (sheet.rows().size() + 1);
        xml.write(HEAD);
        xml.write("<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
                + "<cols><col min=\"1\" max=\"%d\" width=\"18\" customWidth=\"1\"/></cols><sheetData>"
                        .formatted(Math.max(1, sheet.columns().size())));
        row(xml, 1, List.copyOf(sheet.columns()), 1);
        int number = 2;
        for (List<Object> cells : sheet.rows()) {
            row(xml, number++, cells, 0);
        }
        xml.write("</sheetData><autoFilter ref=\"A1:" + corner + "\"/></worksheet>");
    }

    private static void row(Writer xml, int number, List<? extends Object> cells, int style) throws IOException {
        xml.write("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.size(); i++) {
            xml.write(XmlCell.of(XmlCell.column(i) + number, cells.get(i), style, MOST_CHARACTERS));
        }
        xml.write("</row>");
    }
}
