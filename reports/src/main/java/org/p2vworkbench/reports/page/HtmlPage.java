package org.p2vworkbench.reports.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleScalar;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A page as one HTML file that asks nothing of any other: style inline, pictures inline, no script needed to read. */
public final class HtmlPage {

    private static final String TEMPLATE = "page.ftlh";
    private static final Configuration CONFIGURATION = configuration();
    private static final String STYLE = style();

    private HtmlPage() {}

    public static String of(Page page, Words words) {
        try {
            Template template = CONFIGURATION.getTemplate(TEMPLATE);
            StringWriter html = new StringWriter();
            template.process(Map.of("page", page, "words", words, "style", new SimpleScalar(STYLE)), html);
            return html.toString();
        } catch (TemplateException mistake) {
            throw new IllegalStateException("this program's own template is wrong", mistake);
        } catch (IOException broken) {
            throw new UncheckedIOException("this program's own template cannot be read", broken);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(HtmlPage.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setObjectWrapper(new ShownTexts());
        // Numbers in a template are places in a picture; what people read is written by Words.
        configuration.setNumberFormat("computer");
        return configuration;
    }

    private static String style() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("this program's own style cannot be read", broken);
        }
    }
}
