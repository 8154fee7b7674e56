package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/**
 * mdadm.conf(5): where arrays are looked for, when that was said by names of the old machine. An array that is a partition
 * now is none that anybody should wait for.
 */
public final class MdFixup implements Fixup<Relocation> {

    private static final List<String> FILES = List.of("/etc/mdadm.conf", "/etc/mdadm/mdadm.conf");
    private static final Pattern DEVICES = Pattern.compile("(?m)^\\s*DEVICE\\s+(?!partitions|containers).*$");

    /** By UUID an array is found wherever its members are. */
    private static final Pattern MEMBERS =
            Pattern.compile("(?m)^(\\s*ARRAY\\b.*\\b(?i:uuid)=.*?)\\s+devices=\\S+(.*)$");

    private static final Pattern ARRAY = Pattern.compile("(?mi)^(?=\\s*ARRAY\\b.*\\bUUID=([0-9a-f:]+))");

    @Override
    public String name() {
        return "md-arrays";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (String file : FILES) {
            Optional<String> text = edits.guest().text(file);
            if (text.isPresent()) {
                String present = ARRAY.matcher(text.get())
                        .replaceAll(
                                array -> relocation.devices().wasArray(array.group(1)) ? "# a partition now: " : "");
                String everywhere = DEVICES.matcher(present).replaceAll("DEVICE partitions");
                edits.write(
                        file,
                        MEMBERS.matcher(everywhere).replaceAll("$1$2"),
                        "Members of arrays are on disks with other names.");
            }
        }
    }
}
