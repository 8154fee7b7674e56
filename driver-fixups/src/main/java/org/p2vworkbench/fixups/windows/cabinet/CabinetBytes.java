package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.util.Arrays;

/** The bytes of a cabinet, wherever they are: one of 70 MB in a guest is not copied to take one driver out of it. */
public interface CabinetBytes {

    /** For messages. */
    String name();

    long size();

    /** Some of its bytes, all of which it has. */
    byte[] read(long offset, int length) throws IOException;

    static CabinetBytes of(String name, byte[] bytes) {
        return new CabinetBytes() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                return Arrays.copyOfRange(bytes, Math.toIntExact(offset), Math.toIntExact(offset + length));
            }
        };
    }
}
