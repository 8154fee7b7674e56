package org.p2vworkbench.converter.nbdexport;

import java.nio.ByteBuffer;

/**
 * What a client asks for (proto.md, "Request message").
 *
 * @param cookie names the request in its reply
 * @param offset unsigned in the protocol; what is negative here lies behind the end of any disk
 */
record Request(int magic, int flags, int command, long cookie, long offset, long length) {

    static final int SIZE = 28;

    static Request parse(ByteBuffer in) {
        return new Request(
                in.getInt(0),
                Short.toUnsignedInt(in.getShort(4)),
                Short.toUnsignedInt(in.getShort(6)),
                in.getLong(8),
                in.getLong(16),
                Integer.toUnsignedLong(in.getInt(24)));
    }

    boolean liesWithin(long sizeBytes) {
        return offset >= 0 && length <= sizeBytes && offset <= sizeBytes - length;
    }
}
