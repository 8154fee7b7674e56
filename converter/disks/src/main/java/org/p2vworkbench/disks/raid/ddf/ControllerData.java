package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import org.p2vworkbench.disks.Block;

/** Which controller wrote the metadata (DDF 2.0, section 5.6). */
record ControllerData(
        DdfCrc crc, DdfGuid guid, int vendorId, int deviceId, int subVendorId, int subDeviceId, String product) {

    private static final long MAGIC = 0xad111111L;
    private static final int PCI_VENDOR_ADAPTEC = 0x9005;

    static ControllerData of(Block in) throws IOException {
        DeviceBlocks.expect(in, MAGIC, "controller data");
        return new ControllerData(
                DdfCrc.of(in, DdfHeader.SIZE, in.length()),
                DdfGuid.of(in, 0x08),
                in.u16(0x20, "PCI vendor"),
                in.u16(0x22, "PCI device"),
                in.u16(0x24, "PCI subsystem vendor"),
                in.u16(0x26, "PCI subsystem device"),
                in.ascii(0x28, 16, "product"));
    }

    boolean isAdaptec() {
        return vendorId == PCI_VENDOR_ADAPTEC;
    }

    /** For people: who wrote this. */
    String described() {
        String text = product.chars()
                .filter(c -> c > 0x20 && c < 0x7f || c == ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return "PCI %04x:%04x%s".formatted(vendorId, deviceId, text.isEmpty() ? "" : ", \"" + text + '"');
    }
}
