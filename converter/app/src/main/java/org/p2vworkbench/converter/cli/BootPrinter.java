package org.p2vworkbench.converter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.converter.proof.BootProof;
import org.p2vworkbench.converter.proof.Verdict;
import org.p2vworkbench.converter.proof.cable.PortAnswer;

/** Says how far a machine came. */
final class BootPrinter {

    private BootPrinter() {}

    /** A boot, as {@code --json} prints it. */
    record BootObject(
            Verdict verdict,
            String words,
            List<String> explanation,
            double seconds,
            long fetchedBytes,
            List<Path> pictures,
            Path serialLog,
            String accelerator,
            List<PortAnswer> ports) {}

    static void print(Console console, BootProof.Result result) {
        if (console.json()) {
            console.resultAsJson(new BootObject(
                    result.verdict(),
                    result.words(),
                    result.explanation(),
                    result.seconds(),
                    result.fetchedBytes(),
                    result.pictures(),
                    result.serialLog(),
                    result.accelerator().qemuName(),
                    result.ports()));
            return;
        }
        console.result("%-10s after %s: %s"
                .formatted(
                        result.verdict().name().toLowerCase(Locale.ROOT),
                        Amounts.duration(Math.round(result.seconds())),
                        Harmless.text(meaning(result.verdict()))));
        if (!result.words().isEmpty()) {
            console.result("  it said    %s".formatted(Harmless.text(result.words())));
        }
        result.explanation().forEach(line -> console.result("  why        %s".formatted(Harmless.text(line))));
        result.ports().forEach(port -> console.result("  port       %s".formatted(told(port))));
        if (result.fetchedBytes() > 0) {
            console.result("  fetched    %s of its disks".formatted(Amounts.bytes(result.fetchedBytes())));
        }
        result.pictures().forEach(picture -> console.result("  picture    %s".formatted(picture)));
        console.result("  serial     %s".formatted(result.serialLog()));
    }

    private static String told(PortAnswer port) {
        return switch (port.state()) {
            case OPEN ->
                "%d is open at %s".formatted(port.port(), port.address().orElseThrow());
            case CLOSED ->
                "%d is closed: %s is there, and no service takes connections"
                        .formatted(port.port(), port.address().orElseThrow());
            case SILENT ->
                port.address()
                        .map(address -> "%d is silent: nothing came back from %s".formatted(port.port(), address))
                        .orElse("%d is silent: the machine has shown no IPv4 address; name it, as ADDRESS:%1$d"
                                .formatted(port.port()));
        };
    }

    private static String meaning(Verdict verdict) {
        return switch (verdict) {
            case LOGIN -> "it asks who wants to log in";
            case DESKTOP -> "it shows a picture that no console shows; look at it";
            case PASSPHRASE -> "it has found its encrypted disk and asks for the passphrase";
            case BOOTLOADER -> "the boot loader came, and no system after it";
            case PANIC -> "the kernel gave up";
            case RESCUE -> "the system does not find one of its filesystems";
            case BLUESCREEN -> "Windows stopped; the picture shows the code";
            case NOTHING_TO_BOOT -> "the firmware found nothing to boot";
            case SHUTDOWN -> "it went off";
            case REBOOT_LOOP -> "it starts again and again";
            case STUCK -> "nothing moved any more";
            case TIMEOUT -> "the time was over while it was still at work; --limit gives it more";
        };
    }
}
