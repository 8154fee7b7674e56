package org.p2vworkbench.converter.ovf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An XML element: local names only, text trimmed, namespaces forgotten. */
record XmlNode(String name, Map<String, String> attributes, List<XmlNode> children, String text) {

    private static final String TYPE_ENDING = "_Type";

    XmlNode {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /**
     * What the element is. OVF 0.9 writes {@code <Section xsi:type="ovf:DiskSection_Type">} where later versions write
     * {@code <DiskSection>}.
     */
    String kind() {
        String type = attributes.getOrDefault("type", "");
        boolean telling = (name.equals("Section") || name.equals("Content")) && type.endsWith(TYPE_ENDING);
        return telling ? type.substring(type.indexOf(':') + 1, type.length() - TYPE_ENDING.length()) : name;
    }

    Stream<XmlNode> all(String kind) {
        return children.stream().filter(child -> child.kind().equals(kind));
    }

    Optional<XmlNode> first(String kind) {
        return all(kind).findFirst();
    }

    /** The attribute, unless it is absent or blank. */
    Optional<String> attribute(String wanted) {
        return Optional.ofNullable(attributes.get(wanted)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The text of a child element, unless it is absent or blank. */
    Optional<String> childText(String kind) {
        return first(kind).map(XmlNode::text).filter(value -> !value.isEmpty());
    }
}
