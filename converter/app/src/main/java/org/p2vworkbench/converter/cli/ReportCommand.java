package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.files.LostFiles;
import org.p2vworkbench.converter.reporting.MachineReport;
import org.p2vworkbench.converter.store.MachineFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2v report}: the migration report of a machine of the store, in any format and language. */
@Command(
        name = "report",
        description = {
            "Write the migration report of a machine: what was moved, how it can be proved, what was changed, how to go back.",
            "The machine's folder has it as report.html already; this makes it anew, in another format or language."
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Mixin
    private OutputFileOptions output;

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        MachineFolder folder = store.store().machine(machine);
        if (!folder.isFinished()) {
            throw new RefusedException(
                    machine,
                    "its migration is not finished, so there is nothing to report",
                    "Run 'p2v show " + machine + "'.");
        }
        LostFiles lost = new LostFiles(folder, console::story);
        if (lost.areUnnamed()) {
            lost.name();
        }
        output.write(new MachineReport(folder).file(output.words()), console);
        return ExitCode.DONE.number();
    }
}
