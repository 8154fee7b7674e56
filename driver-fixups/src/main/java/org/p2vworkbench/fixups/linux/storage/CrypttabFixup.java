package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** Encrypted volumes in crypttab(5) are named by the UUID in their header. */
public final class CrypttabFixup implements Fixup<Relocation> {

    private static final String FILE = "/etc/crypttab";
    private static final Pattern LINE = Pattern.compile("^(\\s*[^#\\s]\\S*\\s+)(\\S+)(.*)$");

    @Override
    public String name() {
        return "crypttab";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<String> text = edits.guest().text(FILE);
        if (text.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (String line : text.get().split("\n", -1)) {
            lines.add(line(line, relocation.devices(), edits));
        }
        edits.write(FILE, String.join("\n", lines), "The new machine calls its disks by other names.");
    }

    private static String line(String line, DeviceNames devices, Edits edits) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches() || !devices.isOld(fields.group(2))) {
            return line;
        }
        if (fields.group(3).matches(".*\\btpm2?-.*|.*clevis.*")) {
            edits.find(
                    "LINUX-LUKS-TPM",
                    Severity.HIGH,
                    "%s is unlocked by the old machine's TPM.".formatted(fields.group(2)),
                    "Have a passphrase for it ready, and add one on the source if there is none.");
        }
        Optional<String> stable = devices.specification(fields.group(2));
        if (stable.isEmpty()) {
            edits.find(
                    "LINUX-CRYPTTAB-LOST",
                    Severity.HIGH,
                    "%s names %s, which is on none of the disks that came.".formatted(FILE, fields.group(2)),
                    "Bring that disk too, or take the line out.");
        }
        return fields.group(1) + stable.orElse(fields.group(2)) + fields.group(3);
    }
}
