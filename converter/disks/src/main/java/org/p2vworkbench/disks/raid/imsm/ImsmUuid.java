package org.p2vworkbench.disks.raid.imsm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The UUID that mdadm computes for a volume, which the record does not hold (mdadm 4.2, uuid_from_super_imsm). */
final class ImsmUuid {

    private ImsmUuid() {}

    static String of(ImsmRecord record, int volume) {
        ByteBuffer numbers = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putInt((int) record.group()).putInt(volume).flip();
        MessageDigest sha1 = sha1();
        sha1.update(ImsmRecord.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        sha1.update(numbers);
        sha1.update(record.volumes().get(volume).paddedName().getBytes(StandardCharsets.ISO_8859_1));
        ByteBuffer words = ByteBuffer.wrap(sha1.digest()).order(ByteOrder.LITTLE_ENDIAN);
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
