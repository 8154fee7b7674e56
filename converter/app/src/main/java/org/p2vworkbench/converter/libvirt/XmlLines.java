package org.p2vworkbench.converter.libvirt;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML one element per line, indented as libvirt does; escaping is the JDK's. */
final class XmlLines {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private int depth;

    XmlLines() {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException impossible) {
            throw new AssertionError("writing to memory failed", impossible);
        }
    }

    /** Opens an element, writes what is in it, closes it. Attributes are name and value in turn. */
    XmlLines element(String name, Runnable content, String... attributes) {
        write(() -> {
            indent();
            out.writeStartElement(name);
            attributes(attributes);
        });
        depth++;
        content.run();
        depth--;
        write(() -> {
            indent();
            out.writeEndElement();
        });
        return this;
    }

    XmlLines empty(String name, String... attributes) {
        write(() -> {
            indent();
            out.writeEmptyElement(name);
            attributes(attributes);
        });
        return this;
    }

    XmlLines text(String name, String content, String... attributes) {
        write(() -> {
            indent();
            out.writeStartElement(name);
            attributes(attributes);
            out.writeCharacters(XmlText.clean(content));
            out.writeEndElement();
        });
        return this;
    }

    String finished() {
        write(() -> {
            out.writeEndDocument();
            out.flush();
        });
        return text.toString().stripLeading() + "\n";
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], XmlText.clean(attributes[i + 1]));
        }
    }

    private void indent() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException impossible) {
            throw new AssertionError("writing to memory failed", impossible);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
