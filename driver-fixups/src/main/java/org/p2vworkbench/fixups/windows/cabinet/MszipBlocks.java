package org.p2vworkbench.fixups.windows.cabinet;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Blocks of "CK" and deflated bytes, each of which may repeat what the 32 KiB before it had ([MS-MCI] 2). */
final class MszipBlocks implements Unpacker {

    private static final int SIGNATURE_BYTES = 2;
    private static final int MOST_HISTORY = 32768;

    private final Inflater inflater = new Inflater(true);
    private byte[] history = new byte[0];

    @Override
    public void unpack(byte[] packed, byte[] into, int length) throws MalformedBlockException {
        if (packed.length < SIGNATURE_BYTES || packed[0] != 'C' || packed[1] != 'K') {
            throw new MalformedBlockException("an MSZIP block does not begin with CK");
        }
        inflater.reset();
        inflater.setInput(packed, SIGNATURE_BYTES, packed.length - SIGNATURE_BYTES);
        if (history.length > 0) {
            inflater.setDictionary(history);
        }
        int done = 0;
        try {
            while (done < length) {
                int more = inflater.inflate(into, done, length - done);
                if (more == 0) {
                    throw new MalformedBlockException(
                            "an MSZIP block ends after %d of %d bytes".formatted(done, length));
                }
                done += more;
            }
        } catch (DataFormatException damaged) {
            throw new MalformedBlockException("an MSZIP block is damaged: " + damaged.getMessage());
        }
        remember(into, length);
    }

    private void remember(byte[] plain, int length) {
        int kept = Math.min(history.length, MOST_HISTORY - length);
        byte[] now = new byte[kept + length];
        System.arraycopy(history, history.length - kept, now, 0, kept);
        System.arraycopy(plain, 0, now, kept, length);
        history = now;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
