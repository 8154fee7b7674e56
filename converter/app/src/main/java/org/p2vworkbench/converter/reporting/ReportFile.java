package org.p2vworkbench.converter.reporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.reports.page.HtmlPage;
import org.p2vworkbench.reports.page.Page;
import org.p2vworkbench.reports.page.TextPage;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.sheet.CsvText;
import org.p2vworkbench.reports.sheet.Sheet;
import org.p2vworkbench.reports.sheet.XlsxFile;

/** A report that can be written in every format. */
public final class ReportFile {

    private final Words words;
    private final Supplier<Page> page;
    private final Supplier<String> json;
    private final Supplier<List<Sheet>> sheets;

    /**
     * Makes of it only what is asked for: of an estate each takes its time.
     *
     * @param sheets the tables of it, the most important one first
     */
    public ReportFile(Words words, Supplier<Page> page, Supplier<String> json, Supplier<List<Sheet>> sheets) {
        this.words = words;
        this.page = page;
        this.json = json;
        this.sheets = sheets;
    }

    /** In a format that is text; of the tables only the first. */
    public String text(ReportFormat format) {
        return switch (format) {
            case HTML -> HtmlPage.of(page.get(), words);
            case JSON -> json.get();
            case CSV -> CsvText.of(sheets.get().get(0));
            case TEXT -> TextPage.of(page.get());
            case XLSX, PDF -> throw new IllegalArgumentException(format + " is no text");
        };
    }

    /** Into a file, whole or not at all. CSV of several tables goes into a folder of that name, a file for each. */
    public void write(ReportFormat format, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        switch (format) {
            case XLSX -> workbook(file);
            case PDF -> new PdfPrinter().print(HtmlPage.of(page.get(), words), file);
            case CSV -> {
                List<Sheet> tables = sheets.get();
                if (tables.size() == 1) {
                    DurableFile.write(file, text(format));
                } else {
                    Files.createDirectories(file);
                    for (Sheet sheet : tables) {
                        DurableFile.write(file.resolve(sheet.name() + ".csv"), CsvText.of(sheet));
                    }
                }
            }
            case HTML, JSON, TEXT -> DurableFile.write(file, text(format));
        }
    }

    private void workbook(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            XlsxFile.write(sheets.get(), out);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
