package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.recovery.SetFinding;
import org.p2vworkbench.converter.recovery.StoredFile;
import org.p2vworkbench.converter.recovery.VerifySet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code p2v recovery verify}: is a set still what was written. */
@Command(
        name = "verify",
        description = {
            "Read a recovery set and compare every file with its manifest, and every image with the checksums in it.",
            "Exit status 13 when something is not as it was written; each file is then named."
        })
final class RecoveryVerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder that 'p2v recovery set' wrote.")
    private Path folder;

    private final Console console;

    RecoveryVerifyCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it. */
    record Verified(Path folder, String machine, boolean sound, int files, long bytes, List<SetFinding> findings) {}

    @Override
    public Integer call() throws IOException {
        console.story("reading %s".formatted(folder));
        VerifySet.Result result = new VerifySet(folder).run();
        boolean sound = result.findings().isEmpty();
        long bytes =
                result.manifest().files().stream().mapToLong(StoredFile::bytes).sum();
        int files = result.manifest().files().size();
        if (console.json()) {
            console.resultAsJson(
                    new Verified(folder, result.manifest().machine(), sound, files, bytes, result.findings()));
        } else if (sound) {
            console.result("ok      %s  %d files, %s".formatted(folder, files, Amounts.bytes(bytes)));
        } else {
            for (SetFinding finding : result.findings()) {
                console.result(
                        "CHANGED %s  %s".formatted(Harmless.text(finding.file()), Harmless.text(finding.what())));
            }
        }
        return (sound ? ExitCode.DONE : ExitCode.TARGET_STORAGE).number();
    }
}
