package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.serve.Converter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v serve}: the converter that agents dial. */
@Command(
        name = "serve",
        description = {
            "Wait for old machines' agents, and migrate them when 'p2v migrate' says so.",
            "Stays until it is interrupted; migrations that are under way then go on with the next 'p2v migrate'."
        })
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--ssh-port",
            paramLabel = "PORT",
            defaultValue = "2222",
            description = "Where agents dial; default ${DEFAULT-VALUE}, 0 for any that is free.")
    private int sshPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "On which of this host's addresses; default: all of them.")
    private String bind;

    @Option(names = "--auto", description = "Migrate every machine as soon as it is connected.")
    private boolean auto;

    @Option(
            names = "--limit",
            paramLabel = "RATE",
            defaultValue = "0",
            converter = BytesPerSecond.class,
            description = "Of all machines together over the wire, in bytes a second: 50M, or by the time of day:"
                    + " 5M@08:00-18:00,50M; default: no limit.")
    private Limits limit;

    private final Console console;

    ServeCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it when agents may come. */
    record Listening(String bind, int sshPort, String store) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogLines.to(console, console.debugging());
        Converter.Terms terms = new Converter.Terms(bind, sshPort, auto, limit, "p2v " + ProgramVersion.number());
        try (Converter converter = new Converter(store.store().path(), terms)) {
            String path = store.store().path().toAbsolutePath().normalize().toString();
            if (console.json()) {
                console.resultAsJson(new Listening(bind, converter.sshPort(), path));
            } else {
                console.result("listening on %s port %d, store %s".formatted(bind, converter.sshPort(), path));
            }
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE.number();
    }
}
