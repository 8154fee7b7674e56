package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.p2vworkbench.fixups.guest.GuestWriter;

/** Bytes of a disk or partition outside of its files: a boot sector. */
final class SectorChange implements Change {

    private static final int MOST_SHOWN_BYTES = 512;

    private final String fixup;
    private final String device;
    private final long offset;
    private final byte[] before;
    private final byte[] after;
    private final String why;

    SectorChange(String fixup, String device, long offset, byte[] before, byte[] after, String why) {
        this.fixup = fixup;
        this.device = device;
        this.offset = offset;
        this.before = before.clone();
        this.after = after.clone();
        this.why = why;
    }

    @Override
    public String fixup() {
        return fixup;
    }

    @Override
    public Kind kind() {
        return Kind.BOOT;
    }

    @Override
    public String target() {
        return "%s, bytes 0x%x to 0x%x".formatted(device, offset, offset + before.length - 1);
    }

    @Override
    public String before() {
        return shown(before);
    }

    @Override
    public String after() {
        return shown(after);
    }

    /** A sector byte by byte, more of them in a word: nobody reads a boot loader. */
    private static String shown(byte[] bytes) {
        return bytes.length <= MOST_SHOWN_BYTES
                ? HexFormat.of().formatHex(bytes)
                : "%d bytes, SHA-256 %s".formatted(bytes.length, sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public String undoText() {
        return "write the bytes from before back to " + device;
    }

    @Override
    public void apply(GuestWriter guest) throws IOException {
        guest.writeDevice(device, offset, after);
    }

    @Override
    public Undo undo(GuestWriter guest, Originals originals) {
        return new Undo.RestoreSectors(device, offset, before, after);
    }
}
