package org.p2vworkbench.converter.convert;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * How machines are converted.
 *
 * @param store the folder that gets a folder for each machine
 * @param qcow2 what the copies are like, where they are qcow2
 * @param standAlone no pristine base with a layer over it, one image that is both
 * @param blocks which blocks of the disks are copied
 * @param repair how the guest is repaired; empty when it is not
 * @param threads per disk
 * @param jobs machines at a time
 * @param devices which disks go to block devices instead of files
 */
public record ConvertOptions(
        Path store,
        Format format,
        Qcow2Options qcow2,
        boolean standAlone,
        Blocks blocks,
        boolean verify,
        Optional<RepairOptions> repair,
        int threads,
        int jobs,
        List<DeviceRequest> devices) {

    public ConvertOptions {
        devices = List.copyOf(devices);
    }

    Qcow2Compression compression() {
        return qcow2.compression();
    }

    /** Which blocks travel. */
    public enum Blocks {
        /** Those that filesystems use. */
        USED,
        /** Those that the image holds, of deleted files too. */
        HELD,
        /** Each, whatever the image says is empty. */
        ALL
    }

    /** Whether the source's word about zeros is ignored. */
    boolean allBlocks() {
        return blocks == Blocks.ALL;
    }

    /** What the disks become. */
    public enum Format {
        QCOW2("qcow2"),
        RAW("raw");

        private final String qemuName;

        Format(String qemuName) {
            this.qemuName = qemuName;
        }

        public String qemuName() {
            return qemuName;
        }
    }

    /** Whether the copy stays pristine under a layer that the machine writes to. A raw image is one by itself. */
    boolean layered() {
        return format == Format.QCOW2 && !standAlone;
    }
}
