package org.p2vworkbench.converter.reporting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.RunFolder;

/** Prints an HTML page to PDF with a browser of the host, which runs without a window and without a network. */
final class PdfPrinter {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** As distributions call the same browser. */
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    void print(String html, Path file) throws IOException {
        OutsideProgram browser = BROWSERS.stream()
                .map(name -> new OutsideProgram(name, "chromium"))
                .filter(program -> program.location().isPresent())
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        file.toString(),
                        "PDF is printed by Chromium, which is not on this host",
                        "apt install chromium, or write HTML and print it elsewhere."));
        Path work = RunFolder.temporary("pdf");
        try {
            Path page = Files.writeString(work.resolve("report.html"), html);
            Path printed = work.resolve("report.pdf");
            browser.run(LIMIT, arguments(work, page, printed));
            Files.copy(printed, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            RunFolder.removeAll(work);
        }
    }

    private static List<String> arguments(Path work, Path page, Path printed) {
        return List.of(
                "--headless=new",
                // As root, and in containers, its sandbox does not start. The page has no script and loads nothing.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + work.resolve("profile"),
                "--no-pdf-header-footer",
                "--print-to-pdf=" + printed,
                page.toUri().toString());
    }
}
