package org.p2vworkbench.converter.cli;

import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How a command talks. Declared once, on the root; every command inherits them. */
final class OutputOptions {

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the result as JSON.")
    private boolean json;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "No progress on stderr; warnings and errors remain.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean debug;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour, as when NO_COLOR is set.")
    private boolean noColor;

    private final boolean colourUnwelcome;

    /** @param environment where NO_COLOR of any value but none means no colour (no-color.org) */
    OutputOptions(Map<String, String> environment) {
        this.colourUnwelcome = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean debug() {
        return debug;
    }

    boolean noColor() {
        return noColor || colourUnwelcome;
    }
}
