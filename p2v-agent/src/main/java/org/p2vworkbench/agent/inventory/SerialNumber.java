package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where drivers keep the serial number of a disk: each family somewhere else. */
final class SerialNumber {

    /** SPC-5, section 7.7.18: the page's length is the big-endian number at byte 2, the serial number follows. */
    private static final int VPD_HEAD_BYTES = 4;

    private static final String UDEV_SERIAL = "E:ID_SERIAL_SHORT=";

    private SerialNumber() {}

    /**
     * The serial number that udev found out, where the kernel itself keeps none: of disks behind USB, and of SATA disks
     * whose page in sysfs is empty.
     *
     * @param record /run/udev/data/b8:0, lines like "E:ID_SERIAL_SHORT=WX12345"
     */
    static String ofUdev(Path record) {
        try {
            return Files.readAllLines(record, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(UDEV_SERIAL))
                    .map(line -> line.substring(UDEV_SERIAL.length())
                            .replaceAll("\\p{Cntrl}", " ")
                            .strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException noUdev) {
            return "";
        }
    }

    static String of(SysfsFolder disk) {
        // virtio | NVMe and MMC | device mapper, whose UUID names the volume and the group
        String text = disk.firstText("serial", "device/serial", "dm/uuid", "md/uuid");
        return text.isEmpty() ? scsi(disk.path().resolve("device/vpd_pg80")) : text;
    }

    private static String scsi(Path page) {
        try {
            byte[] bytes = Files.readAllBytes(page);
            if (bytes.length <= VPD_HEAD_BYTES) {
                return "";
            }
            int length = Math.min((bytes[2] & 0xff) << 8 | (bytes[3] & 0xff), bytes.length - VPD_HEAD_BYTES);
            return new String(bytes, VPD_HEAD_BYTES, length, StandardCharsets.ISO_8859_1)
                    .replaceAll("\\p{Cntrl}", " ")
                    .strip();
        } catch (IOException none) {
            return "";
        }
    }
}
