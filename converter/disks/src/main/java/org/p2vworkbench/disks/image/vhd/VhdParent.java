package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;

/**
 * Finds the parent of a differencing disk and makes sure it is the one.
 *
 * <p>Any of the paths may be out of date, so the first that leads to a file is taken: relative ones first, as images
 * are moved together, and at last the bare file names beside the child. The identifier decides whether it is the
 * parent. The parent's time stamp does not: copying a file or mounting it changes it, and Windows only warns.
 */
final class VhdParent {

    private static final List<String> PREFERENCE = List.of("W2ru", "Wi2r", "MacX", "W2ku", "Wi2k");

    private VhdParent() {}

    static DiskImage open(SparseHeader child, ImageContext context) throws IOException {
        Set<String> candidates = candidates(child);
        String path = candidates.stream()
                .filter(context::has)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> child.block()
                        .damaged(
                                64,
                                "the disk is the difference to a parent which it does not name",
                                "Merge it into its parent where it was made, then convert the result."));
        DiskImage parent =
                context.parent(path, Optional.of(VhdFormat.NAME), child.block().at(64));
        try {
            verify(child, path, parent);
            return parent;
        } catch (IOException | RuntimeException failure) {
            parent.close();
            throw failure;
        }
    }

    private static Set<String> candidates(SparseHeader child) {
        Set<String> paths = new LinkedHashSet<>();
        for (String platform : PREFERENCE) {
            child.parentLocators().stream()
                    .filter(locator -> locator.platform().equals(platform))
                    .forEach(locator -> paths.add(locator.path()));
        }
        paths.add(child.parentName());
        paths.remove("");
        List.copyOf(paths).forEach(path -> paths.add(lastComponent(path)));
        paths.remove("");
        return paths;
    }

    private static String lastComponent(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static void verify(SparseHeader child, String path, DiskImage parent) throws DiskFormatException {
        if (!(parent instanceof VhdImage vhd)) {
            throw new AssertionError("the vhd format opens " + parent.getClass());
        }
        if (!vhd.id().equals(child.parentId())) {
            throw child.block()
                    .damaged(
                            40,
                            "its parent has the identifier %s, but '%s' has %s"
                                    .formatted(child.parentId(), path, vhd.id()),
                            "Put the right parent beside the image under that name, then convert again.");
        }
    }
}
