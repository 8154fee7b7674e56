package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.p2vworkbench.converter.demo.Demo;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code p2v demo}: the program at work on old machines made for the occasion. */
@Command(
        name = "demo",
        description = {
            "Make a few old machines and convert them, step by step.",
            "Needs nothing but this host. Each step shows what is typed and checks what comes of it. The converted"
                    + " machines stay, in a folder that is named at the end."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "-o",
            paramLabel = "DIR",
            description =
                    "Where to play it, a new or empty folder; default: a new one in the folder for temporary files.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--keep", description = "Keep the old machines too, to try commands on them.")
    private boolean keep;

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    /** The demo, as {@code --json} prints it. */
    record Played(List<String> steps, Path machines, double seconds) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Demo.refuseWithoutPrograms();
        Demo demo = new Demo(folder(), new InProcessTypist(), console::story);
        Demo.Shown shown = demo.play();
        if (!keep) {
            demo.clearUp();
        }
        double seconds = Math.round((System.nanoTime() - begun) / 1e8) / 10.0;
        if (console.json()) {
            console.resultAsJson(new Played(shown.steps(), shown.machines(), seconds));
        } else {
            console.story("");
            console.result("All %d steps did what they announced, in %s. The machines are in %s"
                    .formatted(shown.steps().size(), Amounts.duration(Math.round(seconds)), shown.machines()));
        }
        return ExitCode.DONE.number();
    }

    private Path folder() throws IOException {
        if (folder.isEmpty()) {
            return Files.createTempDirectory("p2v-demo-");
        }
        Path wanted = Files.createDirectories(folder.get());
        try (Stream<Path> inside = Files.list(wanted)) {
            if (inside.findAny().isPresent()) {
                throw new RefusedException(wanted.toString(), "is not empty", "Name a new folder with -o.");
            }
        }
        return wanted;
    }
}
