package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/** GRUB's list of the disks as the firmware counts them, which its installer reads. */
public final class DeviceMapFixup implements Fixup<Relocation> {

    private static final List<String> FILES = List.of("/boot/grub/device.map", "/boot/grub2/device.map");
    private static final Pattern LINE = Pattern.compile("(?m)^(\\s*\\(\\w+\\)\\s+)(/dev/\\S+)");

    @Override
    public String name() {
        return "device-map";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (String file : FILES) {
            Optional<String> text = edits.guest().text(file);
            if (text.isPresent()) {
                String mapped = LINE.matcher(text.get())
                        .replaceAll(line -> Matcher.quoteReplacement(line.group(1)
                                + relocation.devices().newName(line.group(2)).orElse(line.group(2))));
                edits.write(file, mapped, "The next grub-install has to find the disks.");
            }
        }
    }
}
