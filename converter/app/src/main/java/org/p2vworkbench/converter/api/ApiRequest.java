package org.p2vworkbench.converter.api;

import java.util.Optional;
import org.p2vworkbench.converter.migrate.MigrationOptions;

/**
 * What a command asks.
 *
 * @param command "machines", "show", "migrate", "pause" or "cancel"
 * @param machine which one; empty where it is about all
 */
public record ApiRequest(String command, String machine, Optional<MigrationOptions> options) {

    public ApiRequest {
        command = command == null ? "" : command;
        machine = machine == null ? "" : machine;
        options = options == null ? Optional.empty() : options;
    }

    public static ApiRequest of(String command, String machine) {
        return new ApiRequest(command, machine, Optional.empty());
    }
}
