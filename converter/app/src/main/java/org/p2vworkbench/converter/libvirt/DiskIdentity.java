package org.p2vworkbench.converter.libvirt;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which serial number and world wide name the guest finds a disk that it knew before.
 *
 * @param wwn sixteen hexadecimal digits
 */
record DiskIdentity(Optional<String> serial, Optional<String> wwn) {

    /** libvirt's diskSerial (domaincommon.rng). */
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9_.+ -]+");
    /** Names that fit into 64 bits: NAA of types 2, 3 and 5 (SPC-4, 7.8.6.6). */
    private static final Pattern NAA = Pattern.compile("(?i)0x([235][0-9a-f]{15})");

    /** ATA IDENTIFY words 10 to 19, and as much of virtio-blk. */
    private static final int ATA_SERIAL_BYTES = 20;
    /** What qemu's scsi-hd shows of it (VPD page 0x80). */
    private static final int SCSI_SERIAL_BYTES = 36;

    static DiskIdentity of(DiskFile file, Placement at, UUID machine, int number) {
        boolean sas = at.scsi().filter(TargetScsi.LSISAS1068::equals).isPresent();
        Optional<String> known = file.wwn()
                .map(NAA::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1).toLowerCase(Locale.ROOT));
        return new DiskIdentity(
                serial(file.serial(), at.bus()),
                // libvirt 9.0: "Only ide and scsi disk support wwn".
                at.bus() == TargetBus.VIRTIO || at.bus() == TargetBus.SATA
                        ? Optional.empty()
                        : known.or(() -> sas ? Optional.of(made(machine, number)) : Optional.empty()));
    }

    private static Optional<String> serial(Optional<String> source, TargetBus bus) {
        int most = bus == TargetBus.SCSI ? SCSI_SERIAL_BYTES : ATA_SERIAL_BYTES;
        return source.map(String::strip)
                .filter(text -> SERIAL.matcher(text).matches())
                .map(text -> text.substring(0, Math.min(most, text.length())));
    }

    /**
     * Drivers of the SAS 1068 tell disks by their SAS addresses, and qemu's adapter makes them from these names: without
     * them Linux sees the first disk only. NAA 5 with QEMU's own vendor number 52:54:00.
     */
    private static String made(UUID machine, int number) {
        long vendorsOwn = (machine.getLeastSignificantBits() & 0xfff_ffffL) << 8 | number & 0xff;
        return "5525400%09x".formatted(vendorsOwn);
    }
}
