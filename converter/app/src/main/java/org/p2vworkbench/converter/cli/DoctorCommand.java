package org.p2vworkbench.converter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.doctor.Check;
import org.p2vworkbench.converter.doctor.Examination;
import org.p2vworkbench.converter.doctor.Finding;
import org.p2vworkbench.converter.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code p2v doctor}: can this host do the job, and if not, what to do about it. */
@Command(name = "doctor", description = "Check whether this host can do the job; each finding with its remedy.")
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "Only what answers within seconds: start no guest and no appliance.")
    private boolean quick;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "/var/lib/p2v",
            description = "Where machines will be written; default $P2V_STORE, else /var/lib/p2v.")
    private Path store;

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        for (Check check : Examination.of(store, quick)) {
            if (console.terminal()) {
                console.status("checking %s ...".formatted(check.name()));
            }
            List<Finding> answer = check.findings();
            findings.addAll(answer);
            if (!console.json()) {
                answer.forEach(this::print);
            }
        }
        if (console.json()) {
            console.resultAsJson(Map.of("findings", findings));
        }
        boolean failed = findings.stream().anyMatch(finding -> finding.status() == Finding.Status.FAIL);
        return (failed ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private void print(Finding finding) {
        console.result("%s  %-11s %s".formatted(label(finding.status()), finding.check(), finding.text()));
        finding.remedy().ifPresent(remedy -> console.result("      %-11s %s".formatted("", "-> " + remedy)));
    }

    private String label(Finding.Status status) {
        return switch (status) {
            case OK -> console.paint(Console.Colour.GREEN, "ok  ");
            case WARN -> console.paint(Console.Colour.YELLOW, "warn");
            case FAIL -> console.paint(Console.Colour.RED, "FAIL");
        };
    }
}
