package org.p2vworkbench.media.parts;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a Debian control file, see Debian Policy, section 5.1. */
final class ControlFile {

    private ControlFile() {}

    /** Of its first paragraph; lines that continue a field are left out. */
    static Map<String, String> first(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            if (line.isBlank() && !fields.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
