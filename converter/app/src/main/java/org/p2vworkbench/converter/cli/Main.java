package org.p2vworkbench.converter.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.p2vworkbench.converter.failure.ExitCode;

/** The program p2v. The only class that knows the process it runs in: exit, standard streams, environment. */
public final class Main {

    /** Long enough to flush a ledger to a slow disk, short enough that nobody reaches for kill -9. */
    private static final long SECONDS_TO_WIND_UP = 15;

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // Scripts ask this often. Without Picocli, whose classes cannot be archived, it costs a third of the time.
            utf8(FileDescriptor.out).println(ProgramVersion.line());
            return;
        }
        if (args.length > 0 && args[0].equals("convert")) {
            HeadStart.take();
        }
        OutputOptions output = new OutputOptions(System.getenv());
        Console console = new Console(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Boolean.getBoolean("p2v.terminal"),
                output,
                keyboard());
        AtomicInteger status = new AtomicInteger(ExitCode.INTERRUPTED.number());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(windUp(Thread.currentThread(), ended, status));
        status.set(CommandTree.build(List.of(args), console, output, System.getenv())
                .execute(args));
        console.flush();
        ended.countDown();
        System.exit(status.get());
    }

    /**
     * On Ctrl-C or SIGTERM: interrupts the command and lets it leave resumable state behind. The exit status is ours, of
     * any signal: left to itself, the JVM would end with 128 and the signal's number.
     */
    private static Thread windUp(Thread command, CountDownLatch ended, AtomicInteger status) {
        return new Thread(
                () -> {
                    if (ended.getCount() == 0) {
                        return;
                    }
                    command.interrupt();
                    try {
                        ended.await(SECONDS_TO_WIND_UP, TimeUnit.SECONDS);
                    } catch (InterruptedException interrupt) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(status.get());
                },
                "wind-up");
    }

    /** Answers are taken from a terminal and not from a pipe, where a "yes" may be meant for another program. */
    private static Keyboard keyboard() {
        return Boolean.getBoolean("p2v.keyboard") ? Keyboard.on(new FileInputStream(FileDescriptor.in)) : Keyboard.NONE;
    }

    /** The locale of a rescue system is often C; names of guests and files are not. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        OutputStream raw = new FileOutputStream(descriptor);
        return new PrintStream(raw, true, StandardCharsets.UTF_8);
    }
}
