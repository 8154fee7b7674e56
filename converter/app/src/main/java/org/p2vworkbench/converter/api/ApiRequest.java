package org.p2vworkbench.converter.api;

import java.util.Optional;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.migrate.ProofOptions;

/**
 * What a command asks.
 *
 * @param command "machines", "show", "survey", "survey-inside", "survey-outside", "raid", "prove", "migrate", "pause" or "cancel"
 * @param machine which one; empty where it is about all
 * @param options of a migration
 * @param proof options of a proof
 */
public record ApiRequest(
        String command, String machine, Optional<MigrationOptions> options, Optional<ProofOptions> proof) {

    public ApiRequest {
        command = command == null ? "" : command;
        machine = machine == null ? "" : machine;
        options = options == null ? Optional.empty() : options;
        proof = proof == null ? Optional.empty() : proof;
    }

    public static ApiRequest of(String command, String machine) {
        return new ApiRequest(command, machine, Optional.empty(), Optional.empty());
    }

    public static ApiRequest migrate(String machine, MigrationOptions options) {
        return new ApiRequest("migrate", machine, Optional.of(options), Optional.empty());
    }

    public static ApiRequest prove(String machine, ProofOptions options) {
        return new ApiRequest("prove", machine, Optional.empty(), Optional.of(options));
    }
}
