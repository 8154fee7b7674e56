package org.p2vworkbench.reports.page;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;

/**
 * Hands texts to a template, which escapes them: before that, orders to a terminal, marks that turn the direction of writing and
 * halves of characters become their code.
 */
final class ShownTexts extends DefaultObjectWrapper {

    private static final String PICTURE = "data:image/png;base64,";

    ShownTexts() {
        super(Configuration.VERSION_2_3_34);
    }

    @Override
    public TemplateModel wrap(Object value) throws TemplateModelException {
        return value instanceof String text
                ? new SimpleScalar(text.startsWith(PICTURE) ? text : Shown.text(text))
                : super.wrap(value);
    }
}
