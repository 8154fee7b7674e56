package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/**
 * Lets LVM look at the new machine's disks: filters of lvm.conf(5) that let only certain names through, and since RHEL 9 the
 * list of the devices that it may use, whose identities are those of the old disks. Without the list it looks at all.
 */
public final class LvmFilterFixup implements Fixup<Relocation> {

    private static final String FILE = "/etc/lvm/lvm.conf";
    private static final Pattern FILTER =
            Pattern.compile("(?m)^(\\s*)((?:global_)?filter\\s*=\\s*(?:\\[[^\\]]*\\]|\"[^\"]*\").*)$");

    @Override
    public String name() {
        return "lvm-filter";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<String> text = edits.guest().text(FILE);
        if (text.isPresent()) {
            Matcher filter = FILTER.matcher(text.get());
            edits.write(
                    FILE,
                    filter.replaceAll(found -> Matcher.quoteReplacement(
                            isHarmless(found.group(2)) ? found.group() : found.group(1) + "# " + found.group(2))),
                    "The filter lets disks of the old machine through only, and LVM would not see its volumes.");
        }
        for (String name : edits.guest().names("/etc/lvm/devices")) {
            if (name.endsWith(".devices")) {
                edits.remove(
                        "/etc/lvm/devices/" + name,
                        "It lists the old machine's disks; LVM looks at all when it is not there.");
            }
        }
    }

    /** One that names no kind of disk, or lets everything through that it does not name. */
    private static boolean isHarmless(String filter) {
        boolean rejectsTheRest = filter.contains("r|.*|") || filter.contains("r/.*/");
        boolean rejectsNew = filter.matches(".*\"r[^a-zA-Z\"][^\"]*(vd|sd)[^\"]*\".*");
        return !rejectsTheRest && !rejectsNew;
    }
}
