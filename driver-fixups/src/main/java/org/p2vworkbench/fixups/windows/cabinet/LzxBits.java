package org.p2vworkbench.fixups.windows.cabinet;

/**
 * The bits of LZX: little-endian words of 16 bits, in each of which the highest bit comes first. Codes are looked at
 * further than they may go, so there are zeros behind the end, and only who takes one of these has run over it.
 */
final class LzxBits {

    private static final int WORD_BITS = 16;
    private static final int WORD_BYTES = 2;
    /** With as many, the longest code and the longest number behind it need no refill. */
    private static final int ENOUGH = 48;

    private byte[] bytes = new byte[0];
    private int at;
    private long buffer;
    private int held;
    private int behindTheEnd;

    /** The next block, which is read on from where the one before ended. */
    void feed(byte[] block) {
        byte[] rest = new byte[bytes.length - at + block.length];
        System.arraycopy(bytes, at, rest, 0, bytes.length - at);
        System.arraycopy(block, 0, rest, bytes.length - at, block.length);
        bytes = rest;
        at = 0;
    }

    /** Bytes that are left, once the bits are at a border of words. */
    int left() {
        return bytes.length - at;
    }

    /** The next bits, at most 16 of them, without taking them. */
    int peek(int count) {
        if (held < ENOUGH) {
            refill();
        }
        return (int) (buffer >>> Long.SIZE - count);
    }

    void skip(int count) throws MalformedBlockException {
        buffer <<= count;
        held -= count;
        if (held < behindTheEnd) {
            throw new MalformedBlockException("an LZX block's bytes end within its codes");
        }
    }

    /** A number of at most 17 bits; of none it is 0. */
    int number(int count) throws MalformedBlockException {
        if (count == 0) {
            return 0;
        }
        int value = peek(count);
        skip(count);
        return value;
    }

    /** A number of 32 bits, its upper half first. */
    int wideNumber() throws MalformedBlockException {
        int upper = number(WORD_BITS);
        return upper << WORD_BITS | number(WORD_BITS);
    }

    private void refill() {
        while (held <= Long.SIZE - WORD_BITS) {
            long word = 0;
            if (bytes.length - at >= WORD_BYTES) {
                word = bytes[at] & 0xffL | (bytes[at + 1] & 0xffL) << Byte.SIZE;
                at += WORD_BYTES;
            } else {
                behindTheEnd += WORD_BITS;
            }
            buffer |= word << Long.SIZE - WORD_BITS - held;
            held += WORD_BITS;
        }
    }

    /** Goes on at the next border of words, unless it is at one. */
    void align() throws MalformedBlockException {
        skip(held % WORD_BITS);
        giveBack();
    }

    /** Goes on at the next border of words, and takes a whole word when it is at one. */
    void alignByWord() throws MalformedBlockException {
        peek(1);
        skip(held % WORD_BITS == 0 ? WORD_BITS : held % WORD_BITS);
        giveBack();
    }

    /** Words that were looked at and not taken are read again. */
    private void giveBack() {
        at -= (held - behindTheEnd) / Byte.SIZE;
        buffer = 0;
        held = 0;
        behindTheEnd = 0;
    }

    /** Bytes as they are; only at a border of words. */
    void bytes(byte[] into, int offset, int length) throws MalformedBlockException {
        if (length > left()) {
            throw new MalformedBlockException(
                    "an LZX block has %d bytes left of %d that are not compressed".formatted(left(), length));
        }
        System.arraycopy(bytes, at, into, offset, length);
        at += length;
    }
}
