package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.loader.KernelArguments;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/**
 * Consoles and logins on a serial port that only the old machine has, its second or third, a management board's, or Xen's,
 * move to the first: that one the new machine has. A kernel whose only console is missing shows nothing.
 */
public final class SerialConsoleFixup implements Fixup<Relocation> {

    private static final Pattern OTHER_PORT = Pattern.compile("\\b(?:ttyS[1-9]\\d?|ttyUSB\\d|hvc\\d|xvc\\d)\\b");
    private static final Pattern GETTY =
            Pattern.compile("(?m)^(?!#)[^:\\n]*:[^:\\n]*:[^:\\n]*:.*getty.*\\bttyS0\\b.*$");
    private static final String WHY = "The new machine has one serial port, ttyS0.";

    @Override
    public String name() {
        return "serial-console";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        boolean wanted = relocation.options().serialConsole();
        CommandLines.edit(edits, (arguments, initramfs) -> consoles(arguments, wanted), WHY);
        grubPort(edits);
        inittab(edits, wanted);
        securetty(edits);
        for (String job : edits.guest().texts("/etc/init", ".conf").keySet()) {
            String name = job.substring(job.lastIndexOf('/') + 1);
            if (OTHER_PORT.matcher(name.replaceFirst("\\.conf$", "")).matches()) {
                upstart(job, edits);
            }
        }
        for (String link : edits.guest().names("/etc/systemd/system/getty.target.wants")) {
            if (OTHER_PORT.matcher(link).find()) {
                // One for ttyS0 is made at every start, when that is a console of the kernel.
                edits.remove("/etc/systemd/system/getty.target.wants/" + link, WHY);
            }
        }
    }

    private static KernelArguments consoles(KernelArguments arguments, boolean wanted) {
        List<String> words = new ArrayList<>();
        for (String word : arguments.words()) {
            String moved = word.matches("(console|earlyprintk|kgdboc)=.*")
                    ? OTHER_PORT.matcher(word).replaceAll("ttyS0")
                    : word;
            if (moved.equals(word) || !words.contains(moved)) {
                words.add(moved);
            }
        }
        KernelArguments moved = new KernelArguments(words);
        boolean hasKernelLine = moved.value("root").isPresent();
        return wanted && hasKernelLine && words.stream().noneMatch(word -> word.startsWith("console=ttyS0"))
                ? moved.with("console=tty0").with("console=ttyS0,115200n8")
                : moved;
    }

    /** Where GRUB itself talks. */
    private static void grubPort(Edits edits) throws IOException {
        for (LoaderFile file : LoaderFile.of(edits.guest())) {
            Content before = edits.guest().read(file.path());
            String text = before.text().replaceAll("(?m)^(.*\\bserial\\b.*--unit[= ])[1-9]\\b", "$10");
            if (!text.equals(before.text())) {
                edits.write(file.path(), before.encoded(text), Change.Kind.BOOT, WHY);
            }
        }
    }

    private static void inittab(Edits edits, boolean wanted) throws IOException {
        Optional<String> text = edits.guest().text("/etc/inittab");
        if (text.isEmpty()) {
            return;
        }
        boolean has = GETTY.matcher(text.get()).find();
        List<String> lines = new ArrayList<>();
        for (String line : text.get().split("\n", -1)) {
            boolean other = !line.startsWith("#")
                    && line.contains("getty")
                    && OTHER_PORT.matcher(line).find();
            lines.add(
                    !other ? line : has ? "#" + line : OTHER_PORT.matcher(line).replaceAll("ttyS0"));
            has |= other;
        }
        String edited = String.join("\n", lines);
        edits.write(
                "/etc/inittab",
                wanted && !has ? edited + "S0:2345:respawn:/sbin/agetty -L 115200 ttyS0 vt102\n" : edited,
                WHY);
    }

    /** Root may log in only where this file says so. */
    private static void securetty(Edits edits) throws IOException {
        Optional<String> text = edits.guest().text("/etc/securetty");
        if (text.isPresent()
                && text.get().lines().noneMatch("ttyS0"::equals)
                && OTHER_PORT.matcher(text.get()).find()) {
            edits.write("/etc/securetty", text.get() + (text.get().endsWith("\n") ? "" : "\n") + "ttyS0\n", WHY);
        }
    }

    private static void upstart(String job, Edits edits) throws IOException {
        String text = OTHER_PORT.matcher(edits.guest().text(job).orElse("")).replaceAll("ttyS0");
        edits.remove(job, WHY);
        if (!edits.guest().isFile("/etc/init/ttyS0.conf")) {
            edits.create("/etc/init/ttyS0.conf", Content.of(text), 0644, WHY);
        }
    }
}
