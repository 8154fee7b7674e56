package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.convert.TestBoot;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.proof.BootProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2v testboot}: does the finished machine boot. */
@Command(
        name = "testboot",
        description = {
            "Boot a finished machine, cut off from every network, and say how far it comes, with pictures.",
            "What it writes is thrown away. Exit status 14 when it comes neither to a login nor to a"
                    + " desktop, nor to asking for a passphrase, or when a port asked for is not"
                    + " open."
        })
final class TestbootCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Mixin
    private BootTermOptions watched;

    private final Console console;

    TestbootCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BootProof.Result result =
                new TestBoot(store.store().machine(machine), watched.terms(), Clock.systemUTC(), console::story).run();
        BootPrinter.print(console, result);
        return (result.good() ? ExitCode.DONE : ExitCode.NOT_CONVERTIBLE).number();
    }
}
