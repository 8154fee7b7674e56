package org.p2vworkbench.disks.image.vdi;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;

/**
 * Finds the parent of a differencing VDI. The image names no file, only the parent's identifier (VirtualBox keeps the
 * paths in its registry), so the VDIs beside the child are asked for theirs.
 */
final class VdiParent {

    private VdiParent() {}

    static DiskImage open(VdiHeader child, ImageContext context) throws IOException {
        Optional<String> changed = Optional.empty();
        for (String name : context.names()) {
            Optional<VdiHeader> header = header(name, child, context);
            if (header.isPresent() && header.get().id().equals(child.parentId())) {
                if (unchanged(child, header.get())) {
                    return context.parent(
                            name, Optional.of(VdiFormat.NAME), child.block().at(VdiHeader.PARENT_ID_AT));
                }
                changed = Optional.of(name);
            }
        }
        throw changed.isPresent() ? writtenSince(child, changed.get()) : missing(child);
    }

    /** Files that are no VDI, or cannot be read, are not the parent. */
    private static Optional<VdiHeader> header(String name, VdiHeader child, ImageContext context) {
        try (BlockSource file = context.extent(name, child.block().at(VdiHeader.PARENT_ID_AT))) {
            return VdiFormat.isVdi(file) ? Optional.of(VdiHeader.parse(file)) : Optional.empty();
        } catch (IOException notOneOfUs) {
            return Optional.empty();
        }
    }

    private static boolean unchanged(VdiHeader child, VdiHeader parent) {
        return child.parentModificationId().equals(VdiHeader.NONE)
                || child.parentModificationId().equals(parent.modificationId());
    }

    private static DiskFormatException writtenSince(VdiHeader child, String name) {
        return child.block()
                .damaged(
                        440,
                        "its parent '%s' was written after this image was made: state %s is expected"
                                .formatted(name, child.parentModificationId()),
                        "Put the unchanged parent beside the image, then convert again.");
    }

    private static DiskFormatException missing(VdiHeader child) {
        return child.block()
                .damaged(
                        VdiHeader.PARENT_ID_AT,
                        "no image beside this one has the identifier of its parent, " + child.parentId(),
                        "Put the parent into the same folder ('VBoxManage list hdds' says where it is); snapshots of"
                                + " VirtualBox lie in a folder of their own.");
    }
}
