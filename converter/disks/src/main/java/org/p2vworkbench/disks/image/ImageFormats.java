package org.p2vworkbench.disks.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.qcow2.Qcow2Format;
import org.p2vworkbench.disks.image.raw.RawFormat;
import org.p2vworkbench.disks.image.vdi.VdiFormat;
import org.p2vworkbench.disks.image.vhd.VhdFormat;
import org.p2vworkbench.disks.image.vhdx.VhdxFormat;
import org.p2vworkbench.disks.image.vmdk.VmdkFormat;

/** The formats this program reads by itself, in the order in which they are asked. */
public final class ImageFormats {

    private final List<ImageFormat> formats;

    public ImageFormats(List<ImageFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    public static ImageFormats all() {
        return new ImageFormats(List.of(
                new Qcow2Format(),
                new VmdkFormat(),
                new VhdxFormat(),
                new VdiFormat(),
                new VhdFormat(),
                new RawFormat()));
    }

    /** These formats, and {@code more} which are asked after them and before raw takes what is left. */
    public ImageFormats and(List<? extends ImageFormat> more) {
        List<ImageFormat> all = new ArrayList<>(formats);
        all.addAll(formats.size() - 1, more);
        return new ImageFormats(all);
    }

    public List<String> names() {
        return formats.stream().map(ImageFormat::name).toList();
    }

    /** The format of these bytes by content; anything nobody recognises is a raw disk. */
    public ImageFormat detect(BlockSource file) throws IOException {
        for (ImageFormat format : formats) {
            if (format.recognises(file)) {
                return format;
            }
        }
        throw new AssertionError("the raw format takes everything");
    }

    public Optional<ImageFormat> named(String name) {
        return formats.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Opens the image in {@code found}; without a format name its content decides. */
    public DiskImage open(Siblings.Sibling found, Optional<String> format) throws IOException {
        return open(found, format, List.of());
    }

    DiskImage open(Siblings.Sibling found, Optional<String> name, List<String> lineage) throws IOException {
        BlockSource file = found.bytes();
        try {
            ImageFormat format = name.isPresent() ? demand(name.get(), file) : detect(file);
            return format.open(
                    file, new ImageContext(this, found.siblings(), ImageContext.longer(lineage, found.identity())));
        } catch (IOException | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    private ImageFormat demand(String name, BlockSource file) throws DiskFormatException {
        return named(name)
                .orElseThrow(() -> new DiskFormatException(
                        new DiskAddress(file.name(), 0),
                        "is said to be in format '%s', which is not read here".formatted(name),
                        "Formats are: " + String.join(", ", names()) + "."));
    }
}
