package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes out what names a customer: serial numbers, addresses, names. Each becomes a word made from it with a key, the same one
 * wherever it stands, so that connections between machines stay to be seen. Without the key nobody can try out all addresses.
 */
public final class Redaction {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_DIGITS = 10;
    private static final int SHORTEST_NAME = 3;

    /** Fields of which every text is taken out. */
    private static final Set<String> FIELDS = Set.of(
            "machine",
            "serial",
            "uuid",
            "wwn",
            "mac",
            "hostName",
            "domain",
            "addresses",
            "address",
            "nameServers",
            "gateways",
            "iscsiTargets",
            "local",
            "peer",
            "label",
            "neighbour");

    /** IPv4 and MAC addresses, and IPv6 addresses of four words at least, wherever they stand. */
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b"
            + "|\\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\\b|\\b(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{1,4}\\b");

    private final byte[] key;

    public Redaction(byte[] key) {
        this.key = key.clone();
    }

    public Inventory of(Inventory inventory) throws IOException {
        ObjectNode tree = MAPPER.valueToTree(inventory);
        Set<String> names = new TreeSet<>();
        names.add(inventory.machine());
        inventory.guest().flatMap(guest -> guest.hostName().value()).ifPresent(names::add);
        names.removeIf(name -> name.length() < SHORTEST_NAME);
        JsonNode clean = redacted(tree, false, names);
        return InventoryJson.read(MAPPER.writeValueAsString(clean));
    }

    /** @param whole whether texts are to be taken out as a whole, and not just what looks like an address in them */
    private JsonNode redacted(JsonNode node, boolean whole, Set<String> names) {
        if (node.isObject()) {
            ObjectNode clean = MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                // Of a fact the value alone names anybody; what it is called in its source does not.
                boolean origin = Set.of("source", "by", "at", "unknown").contains(field.getKey());
                boolean inside = !origin && (whole || FIELDS.contains(field.getKey()));
                clean.set(field.getKey(), redacted(field.getValue(), inside, names));
            }
            return clean;
        }
        if (node.isArray()) {
            ArrayNode clean = MAPPER.createArrayNode();
            node.forEach(element -> clean.add(redacted(element, whole, names)));
            return clean;
        }
        return node.isTextual() ? TextNode.valueOf(redacted(node.asText(), whole, names)) : node;
    }

    private String redacted(String text, boolean whole, Set<String> names) {
        if (text.isEmpty()) {
            return text;
        }
        if (whole) {
            return word(text);
        }
        String clean = ADDRESS.matcher(text).replaceAll(found -> word(found.group()));
        for (String name : names) {
            clean = clean.replace(name, word(name));
        }
        return clean;
    }

    private String word(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "x" + HexFormat.of().formatHex(hash).substring(0, SHOWN_DIGITS);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java has HMAC with SHA-256", impossible);
        }
    }
}
