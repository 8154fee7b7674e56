package org.p2vworkbench.agent.inventory;

import java.nio.file.OpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDK's option to read past the page cache. It is supported ("jdk.unsupported", exported) and still warned about by
 * newer compilers, with a warning that nothing can silence; so it is looked up by name, and may be missing.
 */
public final class DirectOption {

    private static final String CLASS = "com.sun.nio.file.ExtendedOpenOption";

    private DirectOption() {}

    public static Optional<OpenOption> find() {
        try {
            return Stream.of(Class.forName(CLASS).getEnumConstants())
                    .filter(option -> option.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst();
        } catch (ClassNotFoundException otherJava) {
            return Optional.empty();
        }
    }
}
