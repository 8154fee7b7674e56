package org.p2vworkbench.reports.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SheetTest {

    private static final Sheet SHEET = new Sheet(
            "a<b",
            List.of("name", "bytes", "share", "there"),
            List.of(
                    Arrays.asList("=cmd|' /C calc'!A0", 42L, 0.5, true),
                    Arrays.asList("a,\"b\"\nc\u202e", -7L, null, false),
                    Arrays.asList("+1", 0L, 1.25, null)));

    @Test
    void csvQuotesWhatNeedsItAndHasNoFormulas() {
        assertThat(CsvText.of(SHEET))
                .isEqualTo("name,bytes,share,there\r\n"
                        + "\"'=cmd|' /C calc'!A0\",42,0.5,true\r\n"
                        + "\"a,\"\"b\"\" c<202E>\",-7,,false\r\n"
                        + "\"'+1\",0,1.25,\r\n");
    }

    @Test
    void formulasBehindBlanksAreTextToo() {
        Sheet blanks = new Sheet("x", List.of("a"), List.of(List.of("  @SUM(A1)"), List.of("\t=1")));

        assertThat(CsvText.of(blanks)).isEqualTo("a\r\n\"'  @SUM(A1)\"\r\n\"' =1\"\r\n");
    }

    @Test
    void workbookIsWellFormedAndTextStaysText() throws Exception {
        Map<String, String> parts = parts(written());

        assertThat(parts)
                .containsOnlyKeys(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "xl/workbook.xml",
                        "xl/_rels/workbook.xml.rels",
                        "xl/styles.xml",
                        "xl/worksheets/sheet1.xml");
        for (String xml : parts.values()) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        }
        assertThat(parts.get("xl/workbook.xml")).contains("name=\"a&lt;b\"");
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd|' /C calc'!A0</t>")
                .contains("<c r=\"B2\" s=\"0\"><v>42</v></c>")
                .contains("<c r=\"D2\" s=\"0\" t=\"b\"><v>1</v></c>")
                .contains("<autoFilter ref=\"A1:D4\"/>")
                .doesNotContain("<f>");
    }

    @Test
    void sameTablesGiveTheSameBytes() throws IOException {
        assertThat(written()).isEqualTo(written());
    }

    @Test
    void columnsAreCalledAsSpreadsheetsCallThem() {
        assertThat(List.of(
                        XmlCell.column(0),
                        XmlCell.column(25),
                        XmlCell.column(26),
                        XmlCell.column(701),
                        XmlCell.column(702)))
                .containsExactly("A", "Z", "AA", "ZZ", "AAA");
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxFile.write(List.of(SHEET), out);
        return out.toByteArray();
    }

    private static Map<String, String> parts(byte[] file) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
