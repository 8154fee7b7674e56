package org.p2vworkbench.converter.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that the environment may set for every run: P2V_STORE is the default of every {@code --store}. */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Null, in Picocli's contract, leaves the default that the option itself declares. */
    @Override
    public String defaultValue(ArgSpec argument) {
        boolean store =
                argument instanceof OptionSpec option && option.longestName().equals("--store");
        return store ? environment.get("P2V_STORE") : null;
    }
}
