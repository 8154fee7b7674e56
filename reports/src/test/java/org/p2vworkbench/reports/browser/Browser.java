package org.p2vworkbench.reports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.fixtures.OutsideTool;

/** Chromium without a window. */
final class Browser {

    private static final OutsideTool CHROMIUM = OutsideTool.named("chromium").within(Duration.ofMinutes(2));
    private static final String DARK = "--blink-settings=preferredColorScheme=0";
    private static final String BEGIN = "<pre id=\"axe\">";

    private final Path profile;

    Browser(Path profile) {
        this.profile = profile;
    }

    static boolean isInstalled() {
        return CHROMIUM.isInstalled();
    }

    void picture(Path page, int width, int height, boolean dark, Path png) {
        List<String> more = new ArrayList<>(List.of("--hide-scrollbars", "--window-size=" + width + "," + height));
        if (dark) {
            more.add(DARK);
        }
        more.add("--screenshot=" + png.toAbsolutePath());
        run(page, more);
    }

    void print(Path page, Path pdf) {
        run(page, List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf.toAbsolutePath()));
    }

    /** What axe finds wrong with the page, each in a line. */
    List<String> complaints(String html, boolean dark, Path work) throws IOException {
        Path page = Files.writeString(work.resolve("axe.html"), withAxe(html));
        List<String> more = new ArrayList<>(List.of("--virtual-time-budget=20000", "--dump-dom"));
        if (dark) {
            more.add(DARK);
        }
        String shown = run(page, more);
        int begin = shown.indexOf(BEGIN);
        if (begin < 0) {
            throw new AssertionError("axe did not run: " + shown.substring(0, Math.min(2000, shown.length())));
        }
        String json = shown.substring(begin + BEGIN.length(), shown.indexOf("</pre>", begin))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        List<String> complaints = new ArrayList<>();
        for (JsonNode one : JsonMapper.builder().build().readTree(json)) {
            complaints.add(one.asText());
        }
        return complaints;
    }

    private static String withAxe(String html) throws IOException {
        String axe;
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String run = "axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','best-practice']}).then(r=>{"
                + "const p=document.createElement('pre');p.id='axe';"
                + "p.textContent=JSON.stringify(r.violations.map(v=>v.id+': '+v.help+' '"
                + "+v.nodes.slice(0,2).map(n=>n.html.slice(0,120)).join(' | ')));"
                + "document.body.replaceChildren(p)})";
        return html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", "<script>" + axe + "</script><script>" + run + "</script></body>");
    }

    private String run(Path page, List<String> more) {
        List<Object> arguments = Stream.concat(
                        Stream.<Object>of(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--user-data-dir=" + profile),
                        Stream.concat(more.stream(), Stream.of(page.toUri().toString())))
                .toList();
        return CHROMIUM.run(arguments.toArray());
    }
}
