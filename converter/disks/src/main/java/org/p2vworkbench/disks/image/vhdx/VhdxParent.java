package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;

/**
 * Finds the parent of a differencing disk and makes sure it has not changed since ([MS-VHDX] 2.6.2.6.3).
 *
 * <p>The first path that leads to a file is taken, the relative one first, at last the bare file names beside the child.
 * The parent's data write identifier must be the one the child noted; a second one is noted while a merge is under way.
 */
final class VhdxParent {

    private static final List<String> PATHS = List.of("relative_path", "absolute_win32_path", "volume_path");
    private static final List<String> LINKAGES = List.of("parent_linkage", "parent_linkage2");

    private VhdxParent() {}

    static DiskImage open(ParentLocator locator, ImageContext context) throws IOException {
        Set<String> candidates = candidates(locator);
        String path = candidates.stream()
                .filter(context::has)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> locator.block()
                        .damaged(
                                0,
                                "the disk is the difference to a parent which it does not name",
                                "Merge the image into its parent with Merge-VHD, then convert the result."));
        DiskImage parent = context.parent(
                path, Optional.of(VhdxFormat.NAME), locator.block().at(0));
        try {
            verify(locator, path, parent);
            return parent;
        } catch (IOException | RuntimeException failure) {
            parent.close();
            throw failure;
        }
    }

    private static Set<String> candidates(ParentLocator locator) {
        Set<String> paths = new LinkedHashSet<>();
        PATHS.stream().map(locator.values()::get).filter(Objects::nonNull).forEach(paths::add);
        List.copyOf(paths).forEach(path -> paths.add(path.substring(path.lastIndexOf('\\') + 1)));
        paths.remove("");
        return paths;
    }

    private static void verify(ParentLocator locator, String path, DiskImage parent) throws DiskFormatException {
        if (!(parent instanceof VhdxImage vhdx)) {
            throw new AssertionError("the vhdx format opens " + parent.getClass());
        }
        List<String> linkages = LINKAGES.stream()
                .map(locator.values()::get)
                .filter(Objects::nonNull)
                .toList();
        if (linkages.stream().flatMap(VhdxParent::guid).noneMatch(vhdx.dataWriteId()::equals)) {
            throw locator.block()
                    .damaged(
                            0,
                            "its parent had the data identifier %s, '%s' has %s: it is another disk or was written since"
                                    .formatted(linkages, path, vhdx.dataWriteId()),
                            "Put the unchanged parent beside the image under that name, then convert again.");
        }
    }

    /** In braces as a rule; what is no identifier matches no parent. */
    private static Stream<UUID> guid(String text) {
        try {
            return Stream.of(UUID.fromString(text.replaceAll("[{}]", "")));
        } catch (IllegalArgumentException noIdentifier) {
            return Stream.empty();
        }
    }
}
