package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.fixtures.OutsideTool;

/** The program as a process of its own: what can be killed, and what has a heap of a known size. */
record Program(Process process, Path out, Path err) {

    /** Everything a run said. */
    record Ended(int status, String result, String story) {}

    static Program start(Path folder, String heap, Object... arguments) throws IOException {
        // Tests that run in the background of a shell inherit that interrupts are ignored, and Java keeps to that.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.library.path=" + System.getProperty("java.library.path"),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = Files.createTempFile(folder, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .directory(folder.toFile());
        builder.environment().remove("P2V_STORE");
        return new Program(builder.start(), out, err);
    }

    static Ended run(Path folder, String heap, Object... arguments) throws IOException, InterruptedException {
        return start(folder, heap, arguments).await();
    }

    Ended await() throws IOException, InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The moment it is killed: when its image has grown to so many bytes, or it has ended by itself. */
    boolean awaitGrowth(Path file, long bytes) throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (Files.exists(file) && Files.size(file) >= bytes && occupied(file) >= bytes) {
                return true;
            }
            Thread.sleep(2);
        }
        return false;
    }

    /** Of a raw image its length says nothing: it is there from the beginning. */
    private static long occupied(Path file) {
        OutsideTool.Outcome blocks = OutsideTool.named("stat").attempt("-c", "%b", file);
        return blocks.exitCode() == 0 ? Long.parseLong(blocks.output().strip()) * 512 : 0;
    }
}
