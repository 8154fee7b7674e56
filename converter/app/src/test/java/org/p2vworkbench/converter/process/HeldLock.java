package org.p2vworkbench.converter.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process that holds the lock of a file as Java takes it, with fcntl(2). */
public final class HeldLock implements Closeable {

    private static final String PROGRAM = """
            import java.nio.channels.FileChannel;
            import java.nio.file.*;
            class Hold {
                public static void main(String[] args) throws Exception {
                    FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE).lock();
                    System.out.println("held");
                    Thread.sleep(60_000);
                }
            }
            """;

    private final Process holder;

    private HeldLock(Process holder) {
        this.holder = holder;
    }

    public static HeldLock of(Path file) throws IOException {
        Path program = Files.writeString(Files.createTempFile("Hold", ".java"), PROGRAM);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readNBytes("held".length()));
        Files.delete(program);
        if (!said.equals("held")) {
            process.destroyForcibly();
            throw new IOException("nobody holds " + file);
        }
        return new HeldLock(process);
    }

    public boolean isHeld() {
        return holder.isAlive();
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
    }
}
