package org.p2vworkbench.converter.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * As whom a program is run that parses files of strangers: as the least who can read the file.
 *
 * <p>Root runs it as {@code nobody}; when nobody cannot read the image, as the image's owner; when that is root, as
 * root without any capability, who can read root's files and is otherwise an ordinary user. Somebody else runs it as
 * himself. In every case nothing it executes can gain privileges again.
 *
 * @param arguments for setpriv(1)
 * @param uid who that is
 */
record LeastPrivilege(List<String> arguments, int uid) {

    static final OutsideProgram SETPRIV = new OutsideProgram("setpriv", "util-linux");

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int ROOT = 0;
    /** {@code nobody} and {@code nogroup} or {@code nobody}, whatever they are called: the kernel's overflow ids. */
    private static final int NOBODY = 65534;

    LeastPrivilege {
        arguments = List.copyOf(arguments);
    }

    static LeastPrivilege toRead(Path image) throws IOException {
        int self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (self != ROOT) {
            return new LeastPrivilege(List.of("--no-new-privs"), self);
        }
        int owner = (int) Files.getAttribute(image, "unix:uid");
        int group = (int) Files.getAttribute(image, "unix:gid");
        for (LeastPrivilege one : List.of(as(NOBODY, NOBODY), as(owner, group), as(ROOT, ROOT))) {
            if (one.canRead(image)) {
                return one;
            }
        }
        throw new DiskFormatException(
                new DiskAddress(image.toString(), 0),
                "can be read neither by nobody nor by its owner, as whom qemu is to read it",
                "Move it to a folder that others may enter, or 'chmod o+r' it.");
    }

    private static LeastPrivilege as(int uid, int gid) {
        return new LeastPrivilege(
                List.of(
                        "--reuid=" + uid,
                        "--regid=" + gid,
                        "--clear-groups",
                        "--inh-caps=-all",
                        "--bounding-set=-all",
                        "--no-new-privs"),
                uid);
    }

    private boolean canRead(Path image) throws IOException {
        return SETPRIV.attempt(LIMIT, before("test", "-r", image.toString())).status() == 0;
    }

    /** The arguments of setpriv that run {@code command}. */
    List<String> before(String... command) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--");
        all.addAll(List.of(command));
        return all;
    }
}
