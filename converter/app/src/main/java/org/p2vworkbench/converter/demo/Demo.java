package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.process.OutsideProgram;

/** The steps of the demo, in the order in which they are shown. A new one is one line here. */
public final class Demo {

    private static final List<OutsideProgram> NEEDED = List.of(
            new OutsideProgram("mke2fs", "e2fsprogs"),
            new OutsideProgram("mkntfs", "ntfs-3g"),
            OutsideProgram.QEMU_IMG,
            Stage.VALIDATOR);

    private final Path folder;
    private final Typist typist;
    private final Consumer<String> narration;

    /** @param folder is empty and gets everything that the demo makes */
    public Demo(Path folder, Typist typist, Consumer<String> narration) {
        this.folder = folder.toAbsolutePath().normalize();
        this.typist = typist;
        this.narration = narration;
    }

    private static List<Step> steps() {
        return List.of(
                new MakeEstate(),
                new LookInside(),
                new PlanOnly(),
                new Interrupt(),
                new ConvertAll(),
                new ConvertAgain(),
                new VerifyCopies(),
                new SpoilOneByte(),
                new AskQemu(),
                new SeeThroughController(),
                new RepairGuest(),
                new BootOnTrial(),
                new DefineIt(),
                new ShowMachine());
    }

    /** What was shown, and where the machines are. */
    public record Shown(List<String> steps, Path machines) {}

    /** Shows every step that this version of the program can show; the first that fails ends it, and all stays. */
    public Shown play() throws IOException, InterruptedException {
        Stage stage = new Stage(folder, typist, narration);
        List<Step> possible =
                steps().stream().filter(step -> step.possible(stage)).toList();
        List<String> shown = new ArrayList<>();
        stage.say("All of this happens in " + folder);
        for (Step step : possible) {
            stage.say("");
            stage.say("%d/%d  %s".formatted(shown.size() + 1, possible.size(), step.title()));
            step.play(stage);
            shown.add(step.title());
        }
        return new Shown(shown, stage.store());
    }

    /** Takes away the old machines, and leaves the new ones. */
    public void clearUp() throws IOException {
        Estate estate = new Stage(folder, typist, narration).estate();
        Folders.delete(estate.folder());
        Folders.delete(estate.truth());
    }

    /** Throws unless this host has what the demo needs. */
    public static void refuseWithoutPrograms() throws RefusedException {
        for (OutsideProgram program : NEEDED) {
            if (program.location().isEmpty()) {
                throw new RefusedException(
                        program.name(),
                        "this program is not installed, and the demo needs it",
                        "apt install %s (or the package of that name on this system)."
                                .formatted(program.hostPackage()));
            }
        }
    }
}
