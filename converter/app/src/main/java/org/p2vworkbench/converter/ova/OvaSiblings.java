package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.image.Siblings;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;

/**
 * The members of an OVA as files beside one another. Each opens the tar file anew and closes it with itself, so nothing
 * has to outlive a conversion; a name can only lead to a member.
 *
 * @param folder where inside the archive relative names start: empty, or ending in a slash
 */
record OvaSiblings(Path tar, Map<String, OvaMember> members, String folder, HoleMap holes) implements Siblings {

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws IOException {
        OvaMember member = members.get(place(reference));
        if (member == null) {
            throw new DiskFormatException(
                    namedAt,
                    "names the file '%s', which is not in the archive %s".formatted(reference, tar.getFileName()),
                    "The archive is incomplete; export the machine again.");
        }
        RawFile whole = RawFile.open(tar, holes);
        try {
            Slice slice = new Slice(tar.getFileName() + "!" + member.name(), whole, member.offset(), member.size());
            return new Sibling(new OwnedSource(slice, whole), this, tar + "!" + member.name());
        } catch (RuntimeException shrunk) {
            whole.close();
            throw new IOException(tar + " became shorter while it was read", shrunk);
        }
    }

    @Override
    public boolean has(String reference) {
        return members.containsKey(place(reference));
    }

    private String place(String reference) {
        return folder + (reference.startsWith("./") ? reference.substring(2) : reference);
    }
}
