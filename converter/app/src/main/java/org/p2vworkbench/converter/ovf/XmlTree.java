package org.p2vworkbench.converter.ovf;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Reads a hostile XML document into {@link XmlNode}s.
 *
 * <p>A document type declaration is refused whatever it says: no OVF has one, and with it go external entities and
 * entities that multiply. Depth is limited, so walking the tree cannot overflow the stack; size is limited by the
 * caller and the number of elements here, since an element costs far more memory than its four characters.
 */
final class XmlTree {

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 200_000;

    private static final int DECLARATION_BYTES = 200;
    private static final Pattern ENCODING =
            Pattern.compile("(?:\u00EF\u00BB\u00BF)?<\\?xml[^>]{0,100}encoding=[\"']([A-Za-z][A-Za-z0-9._-]*)");

    private final String source;
    private final XMLStreamReader reader;
    private int elements;

    private XmlTree(String source, XMLStreamReader reader) {
        this.source = source;
        this.reader = reader;
    }

    static XmlNode parse(String source, byte[] bytes) throws DiskFormatException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("outside entities are not read");
        });
        try {
            return new XmlTree(source, factory.createXMLStreamReader(new StringReader(text(bytes)))).root();
        } catch (XMLStreamException | CharacterCodingException malformed) {
            throw malformed(source, malformed);
        } catch (DiskFormatException ours) {
            throw ours;
        } catch (RuntimeException leaked) {
            // The JDK's reader has let index and argument errors out on malformed input before.
            throw malformed(source, leaked);
        }
    }

    /** Decoded here and strictly: the JDK's reader prints what it cannot decode to the standard error stream. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        ByteBuffer content = ByteBuffer.wrap(bytes);
        Charset charset = charset(bytes);
        String text = charset.newDecoder().decode(content).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** By byte order mark, else by XML declaration, else UTF-8 (XML 1.0 fifth edition, appendix F). */
    private static Charset charset(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FE\u00FF") || start.startsWith("\u00FF\u00FE")) {
            return StandardCharsets.UTF_16;
        }
        Matcher declared = ENCODING.matcher(start);
        boolean known = declared.lookingAt() && Charset.isSupported(declared.group(1));
        return known ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    }

    private static DiskFormatException malformed(String source, Exception cause) {
        return new DiskFormatException(
                new DiskAddress(source, 0),
                "is not well-formed XML: " + cause.getMessage(),
                "The descriptor is damaged; copy the package again from where it came from.",
                cause);
    }

    private XmlNode root() throws XMLStreamException, DiskFormatException {
        Deque<Open> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused("declares a document type, which no OVF descriptor does and which is not read here");
                case XMLStreamConstants.START_ELEMENT -> open.push(start(open.size()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlNode closed = open.pop().closed();
                    if (open.isEmpty()) {
                        return closed;
                    }
                    open.peek().children.add(closed);
                }
                default -> {
                    // Comments and processing instructions say nothing about a machine.
                }
            }
        }
        throw refused("holds no XML element");
    }

    private Open start(int depth) throws DiskFormatException {
        elements++;
        if (depth >= DEEPEST || elements > MOST_ELEMENTS) {
            throw refused(
                    "nests elements deeper than %d or has more than %d of them".formatted(DEEPEST, MOST_ELEMENTS));
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.putIfAbsent(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new Open(reader.getLocalName(), attributes);
    }

    private DiskFormatException refused(String what) {
        return new DiskFormatException(
                new DiskAddress(source, Math.max(0, reader.getLocation().getCharacterOffset())),
                what,
                "Check where this package comes from before going on with it.");
    }

    /** An element whose end has not been seen. */
    private static final class Open {

        private final String name;
        private final Map<String, String> attributes;
        private final List<XmlNode> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(String name, Map<String, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        XmlNode closed() {
            return new XmlNode(name, attributes, children, text.toString().strip());
        }
    }
}
