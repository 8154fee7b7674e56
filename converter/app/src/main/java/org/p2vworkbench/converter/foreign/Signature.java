package org.p2vworkbench.converter.foreign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.p2vworkbench.disks.BlockSource;

/** The bytes by which a format is known. */
interface Signature {

    boolean in(BlockSource file) throws IOException;

    /** One of these at the file's first byte, each character a byte. */
    static Signature start(String... either) {
        return file -> {
            for (String one : either) {
                if (isAt(0, one, file)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** This at {@code bytes} before the file's end. */
    static Signature beforeEnd(int bytes, String text) {
        return file -> isAt(file.size() - bytes, text, file);
    }

    private static boolean isAt(long offset, String text, BlockSource file) throws IOException {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        if (offset < 0 || offset > file.size() - expected.length) {
            return false;
        }
        ByteBuffer found = ByteBuffer.allocate(expected.length);
        file.read(offset, found);
        return found.flip().equals(ByteBuffer.wrap(expected));
    }
}
