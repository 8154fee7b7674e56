package org.p2vworkbench.disks.raid.ddf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The UUIDs that mdadm computes from DDF's longer names, and prints on little-endian hosts (mdadm 4.2, super-ddf.c,
 * uuid_from_ddf_guid and uuid_of_ddf_subarray).
 */
final class DdfUuid {

    /** Firmware of this vendor gives volumes new GUIDs at every boot (mdadm, vendors_with_variable_volume_UUID). */
    private static final String FORGETFUL = "4C534920:20202020"; // "LSI     "

    private DdfUuid() {}

    static String of(DdfGuid guid) {
        return text(sha1().digest(guid.bytes()));
    }

    /** Of a volume, from its GUID where that lasts, else from the group's and what the group's table says of the volume. */
    static String of(DdfGuid volume, DdfGroup group) {
        Optional<VirtualDisk> entry = group.virtual(volume);
        boolean lasts = group.newest()
                .copy()
                .controller()
                .filter(controller -> controller.guid().text().startsWith(FORGETFUL))
                .isEmpty();
        if (lasts || entry.isEmpty()) {
            return of(volume);
        }
        MessageDigest sha1 = sha1();
        sha1.update(group.guid().bytes());
        sha1.update(entry.get().paddedName().getBytes(StandardCharsets.ISO_8859_1));
        short position = (short) entry.get().position();
        sha1.update(ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(position)
                .flip());
        return text(sha1.digest());
    }

    private static String text(byte[] digest) {
        ByteBuffer words = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN);
        return "%08x:%08x:%08x:%08x".formatted(words.getInt(), words.getInt(), words.getInt(), words.getInt());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-1", impossible);
        }
    }
}
