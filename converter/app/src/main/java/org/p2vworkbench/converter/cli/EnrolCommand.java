package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.enrol.EnrolmentBook;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.HostKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v enrol}: a code that lets one machine in. Works whether a converter runs or not. */
@Command(
        name = "enrol",
        description = "Make a code that lets one old machine in, and print it with the fingerprint of the host key.")
final class EnrolCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--valid",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = ValidFor.class,
            description = "How long it may be used: 30m, 24h, 7d; default ${DEFAULT-VALUE}.")
    private Duration valid;

    private final Console console;

    EnrolCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it. */
    record Enrolment(String code, String hostKey, String validUntil) {}

    @Override
    public Integer call() throws IOException {
        AgentServer.Files files =
                AgentServer.Files.below(store.store().path().toAbsolutePath().resolve(".p2v"));
        HostKey key = HostKey.in(files.hostKey());
        EnrolmentBook.Issued issued =
                new EnrolmentBook(files.codes(), new SecureRandom(), Clock.systemUTC()).issue(valid);
        if (console.json()) {
            console.resultAsJson(new Enrolment(
                    issued.code(), key.fingerprint(), issued.validUntil().toString()));
        } else {
            console.result("code         " + issued.code());
            console.result("host key     " + key.fingerprint());
            console.result("valid until  " + issued.validUntil());
            console.story("On the old machine: p2v agent --server THIS-HOST --host-key %s --enrol %s"
                    .formatted(key.fingerprint(), issued.code()));
        }
        return ExitCode.DONE.number();
    }
}
