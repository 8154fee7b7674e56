package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.ProofOptions;
import org.p2vworkbench.converter.proof.BootProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2v prove}: will a connected machine boot, asked before it is copied. */
@Command(
        name = "prove",
        description = {
            "Boot a connected machine before it is copied, from its own disks, repaired in layers that are thrown away.",
            "Only what a boot reads travels. The old machine is not touched, and the one that boots is cut off from every"
                    + " network. Exit status 14 when it comes neither to a login nor to a desktop, nor to asking for a passphrase,"
                    + " or when a port asked for is not open."
        })
final class ProveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "As 'p2v machines' calls it.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Mixin
    private BootTermOptions watched;

    @Mixin
    private DiskSetOptions sets;

    @Mixin
    private RepairAfterCopyOptions repair;

    private final Console console;

    ProveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        sets.check(repair.options().isPresent());
        ProofOptions options = ProofOptions.of(sets.wanted(), repair.options(), watched.terms());
        ApiClient.Answer answer = new ApiClient(store.store().path())
                .ask(ApiRequest.prove(machine, options), new FollowedMigration(console));
        if (answer.result().isEmpty()) {
            return FailurePrinter.told(console, answer);
        }
        BootProof.Result result = JsonText.parse(answer.result().get(), BootProof.Result.class);
        BootPrinter.print(console, result);
        return (result.good() ? ExitCode.DONE : ExitCode.NOT_CONVERTIBLE).number();
    }
}
