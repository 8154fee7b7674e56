package org.p2vworkbench.reports.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;

/**
 * HTML in which no text from a stranger's machine can do harm: what Freemarker escapes, and beyond that orders to a terminal,
 * marks that turn the direction of writing, and halves of characters, shown as their code.
 */
final class SafeHtml extends HTMLOutputFormat {

    static final SafeHtml INSTANCE = new SafeHtml();

    private SafeHtml() {}

    @Override
    public String escapePlainText(String plain) {
        return super.escapePlainText(Shown.text(plain));
    }

    @Override
    public void output(String plain, Writer out) throws IOException, TemplateModelException {
        super.output(Shown.text(plain), out);
    }
}
