package org.p2vworkbench.fixups.linux.interfaces;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of shell assignments: os-release, sysconfig files, default files. Of a name set twice the last value counts. */
public record Assignments(Map<String, String> values) {

    private static final Pattern LINE =
            Pattern.compile("^\\s*(?:export\\s+)?(\\w+)=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s#]*)).*$");

    public Assignments {
        values = Map.copyOf(values);
    }

    public static Assignments of(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                String value = parts.group(2) != null
                        ? parts.group(2)
                        : parts.group(3) != null ? parts.group(3) : parts.group(4);
                values.put(parts.group(1), value);
            }
        }
        return new Assignments(values);
    }

    /** Empty when it is not set. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }
}
