package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;

/** Fuzz target: whatever a client sends, its connection ends in order or with an IOException. */
public final class NbdExportFuzz {

    private static final BlockSource DISK = new MemorySource("fuzz", new byte[100_000]);

    private NbdExportFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Frames frames = new Frames(new Said(ByteBuffer.wrap(data)));
        try {
            Optional<Terms> terms = Handshake.with(frames, DISK.size());
            if (terms.isPresent()) {
                new Transmission(DISK, terms.get(), frames).serve();
            }
        } catch (IOException expected) {
            // A client that breaks the protocol is left this way and no other.
        }
    }

    /** A connection whose other end has said everything already and does not listen. */
    private record Said(ByteBuffer words) implements ByteChannel {

        @Override
        public int read(ByteBuffer into) {
            if (!words.hasRemaining()) {
                return -1;
            }
            int length = Math.min(into.remaining(), words.remaining());
            into.put(words.slice(words.position(), length));
            words.position(words.position() + length);
            return length;
        }

        @Override
        public int write(ByteBuffer bytes) {
            int length = bytes.remaining();
            bytes.position(bytes.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
