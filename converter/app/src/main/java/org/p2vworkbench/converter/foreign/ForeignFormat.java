package org.p2vworkbench.converter.foreign;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.RawFile;

/**
 * A format that is left to qemu. Knowing its signature keeps such a file from being taken for a raw disk.
 *
 * <p>Only formats that keep a disk in one file are here, or whose names of other files are checked and refused first:
 * whatever an image says, qemu opens that image and nothing else.
 */
public final class ForeignFormat implements ImageFormat {

    /** What must hold before qemu is given the image. */
    private interface Precondition {
        void check(BlockSource file) throws IOException;
    }

    /** qemu, block/qcow.c; version 1 of qcow2's signature. */
    private static final ForeignFormat QCOW =
            new ForeignFormat("qcow", Signature.start("QFI\u00fb\0\0\0\1"), true, ForeignFormat::checkQcow);

    /** qemu, docs/interop/qed_spec.txt. */
    private static final ForeignFormat QED =
            new ForeignFormat("qed", Signature.start("QED\0"), true, ForeignFormat::checkQed);

    /** qemu, docs/interop/parallels.txt: the older and the newer magic. */
    private static final ForeignFormat PARALLELS =
            standAlone("parallels", Signature.start("WithoutFreeSpace", "WithouFreSpacExt"));

    /** qemu, block/bochs.c; only growing redologs, the others name a base. */
    private static final ForeignFormat BOCHS = standAlone("bochs", Signature.start("Bochs Virtual HD Image\0"));

    /** qemu, block/cloop.c: the image begins as a script that mounts itself. */
    private static final ForeignFormat CLOOP =
            standAlone("cloop", Signature.start("#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0"));

    /** qemu, block/dmg.c: the trailer of 512 bytes, with its version 4 and its own size. */
    private static final ForeignFormat DMG = standAlone("dmg", Signature.beforeEnd(512, "koly\0\0\0\4\0\0\2\0"));

    private static final List<ForeignFormat> ALL = List.of(QCOW, QED, PARALLELS, BOCHS, CLOOP, DMG);

    private final String name;
    private final Signature signature;
    private final boolean knowsBackingFiles;
    private final Precondition precondition;

    private ForeignFormat(String name, Signature signature, boolean knowsBackingFiles, Precondition precondition) {
        this.name = name;
        this.signature = signature;
        this.knowsBackingFiles = knowsBackingFiles;
        this.precondition = precondition;
    }

    private static ForeignFormat standAlone(String name, Signature signature) {
        return new ForeignFormat(name, signature, false, file -> {});
    }

    /** Everything this program reads, by itself or with qemu's help. */
    public static ImageFormats andOwn() {
        return ImageFormats.all().and(ALL);
    }

    /** As qemu names it, too. */
    @Override
    public String name() {
        return name;
    }

    /** Whether qemu would look for another file unless it is told not to. */
    boolean knowsBackingFiles() {
        return knowsBackingFiles;
    }

    @Override
    public boolean recognises(BlockSource file) throws IOException {
        return signature.in(file);
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) throws IOException {
        if (!(file instanceof RawFile raw)) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 0),
                    "is a %s image inside another file, and qemu must read it from a file of its own".formatted(name),
                    "Unpack it and convert the unpacked image.");
        }
        precondition.check(file);
        DiskImage served = QemuNbd.serve(raw.path(), this);
        file.close();
        return served;
    }

    private static void checkQcow(BlockSource file) throws IOException {
        Block header = Block.bigEndian(file, 0, 48);
        if (header.bits64(8, "backing file offset") != 0) {
            throw needsBase(header.at(8));
        }
        if (header.u32(36, "encryption method") != 0) {
            throw new DiskFormatException(
                    header.at(36),
                    "the image is encrypted, and encrypted images are not read",
                    "Decrypt it where its key is, with qemu-img convert, and convert the result.");
        }
    }

    private static void checkQed(BlockSource file) throws IOException {
        Block header = Block.littleEndian(file, 0, 64);
        if ((header.bits64(16, "features") & 1) != 0) {
            throw needsBase(header.at(16));
        }
    }

    private static DiskFormatException needsBase(DiskAddress at) {
        return new DiskFormatException(
                at,
                "the image is a layer over another one, which is read for qcow2 only",
                "Make it stand alone where its base is: qemu-img convert -O qcow2 IMAGE NEW.qcow2.");
    }
}
