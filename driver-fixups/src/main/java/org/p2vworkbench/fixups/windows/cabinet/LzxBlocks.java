package org.p2vworkbench.fixups.windows.cabinet;

/**
 * LZX, which nearly every cabinet of Windows is compressed with ([MS-PATCH] 2, without its additions for patches).
 *
 * <p>There are two kinds of blocks. The cabinet's have 32 KiB each, but for the last: codes begin anew at a word in each,
 * and nothing repeated goes over its end. LZX' own have any length; their codes go on from one of the cabinet's to the next.
 * Other than its specification has it, the code for aligned offsets comes before the others, a block without repetitions
 * has no codes for lengths, and where three bits of an offset are in the aligned code there are no others.
 */
final class LzxBlocks implements Unpacker {

    static final int SMALLEST_WINDOW = 15;
    static final int LARGEST_WINDOW = 21;

    private static final int KIND_BITS = 3;
    private static final int LENGTH_HIGH_BITS = 16;
    private static final int LENGTH_LOW_BITS = 8;
    private static final int VERBATIM = 1;
    private static final int ALIGNED = 2;
    private static final int STORED = 3;

    private static final int LITERALS = 256;
    private static final int LENGTHS_IN_SLOT = 8;
    private static final int LONGER_LENGTHS = 249;
    private static final int SHORTEST_MATCH = 2;
    private static final int ALIGNED_SYMBOLS = 8;
    private static final int ALIGNED_BITS = 3;
    private static final int LAST_DISTANCES = 3;

    private final byte[] window;
    private final LzxBits bits = new LzxBits();
    private final CodeLengths mainLengths;
    private final CodeLengths longerLengths = new CodeLengths(LONGER_LENGTHS);
    private final HuffmanCode main;
    private final HuffmanCode longer = new HuffmanCode("length code", LONGER_LENGTHS);
    private final HuffmanCode aligned = new HuffmanCode("aligned offset code", ALIGNED_SYMBOLS);
    private final int[] last = {1, 1, 1};

    private CallTranslation calls;
    private long position;
    private int kind;
    private boolean oddStored;
    private int blockLeft;

    LzxBlocks(int windowBits) {
        this.window = new byte[1 << windowBits];
        int symbols = LITERALS + LzxSlots.count(windowBits) * LENGTHS_IN_SLOT;
        this.mainLengths = new CodeLengths(symbols);
        this.main = new HuffmanCode("main code", symbols);
    }

    @Override
    public void unpack(byte[] packed, byte[] into, int length) throws MalformedBlockException {
        if (position % CabinetFolder.MOST_BLOCK_BYTES != 0) {
            throw new MalformedBlockException("there is a block behind one of less than 32 KiB");
        }
        bits.feed(packed);
        if (calls == null) {
            calls = new CallTranslation(bits.number(1) == 0 ? 0 : bits.wideNumber());
        }
        // A window is a multiple of the block, so that no block goes over its end.
        int start = (int) (position % window.length);
        long end = position + length;
        while (position < end) {
            if (blockLeft == 0) {
                begin();
            }
            int run = (int) Math.min(blockLeft, end - position);
            if (kind == STORED) {
                bits.bytes(window, (int) (position % window.length), run);
            } else {
                decode(run);
            }
            position += run;
            blockLeft -= run;
        }
        bits.align();
        // The byte that fills up stored bytes of an odd number may be on this side or on the other.
        if (bits.left() > 1) {
            throw new MalformedBlockException("an LZX block has %d bytes too many".formatted(bits.left()));
        }
        System.arraycopy(window, start, into, 0, length);
        calls.undo(into, length, end - length);
    }

    private void begin() throws MalformedBlockException {
        if (oddStored) {
            bits.bytes(new byte[1], 0, 1);
            oddStored = false;
        }
        kind = bits.number(KIND_BITS);
        blockLeft = bits.number(LENGTH_HIGH_BITS) << LENGTH_LOW_BITS;
        blockLeft |= bits.number(LENGTH_LOW_BITS);
        switch (kind) {
            case VERBATIM -> readCodes();
            case ALIGNED -> {
                byte[] lengths = new byte[ALIGNED_SYMBOLS];
                for (int i = 0; i < ALIGNED_SYMBOLS; i++) {
                    lengths[i] = (byte) bits.number(ALIGNED_BITS);
                }
                aligned.build(lengths);
                readCodes();
            }
            case STORED -> {
                oddStored = blockLeft % 2 == 1;
                bits.alignByWord();
                readLastDistances();
            }
            default -> throw new MalformedBlockException("LZX has no block of kind %d".formatted(kind));
        }
    }

    private void readCodes() throws MalformedBlockException {
        mainLengths.read(bits, 0, LITERALS);
        mainLengths.read(bits, LITERALS, mainLengths.all().length);
        main.build(mainLengths.all());
        longerLengths.read(bits, 0, LONGER_LENGTHS);
        longer.build(longerLengths.all());
    }

    private void readLastDistances() throws MalformedBlockException {
        byte[] word = new byte[Integer.BYTES];
        for (int i = 0; i < LAST_DISTANCES; i++) {
            bits.bytes(word, 0, word.length);
            last[i] = word[0] & 0xff | (word[1] & 0xff) << 8 | (word[2] & 0xff) << 16 | (word[3] & 0xff) << 24;
        }
    }

    private void decode(int run) throws MalformedBlockException {
        int start = (int) (position % window.length);
        int at = start;
        int end = start + run;
        while (at < end) {
            int symbol = main.next(bits);
            if (symbol < LITERALS) {
                window[at++] = (byte) symbol;
                continue;
            }
            int length = (symbol - LITERALS) % LENGTHS_IN_SLOT;
            if (length == LENGTHS_IN_SLOT - 1) {
                length += longer.next(bits);
            }
            length += SHORTEST_MATCH;
            int distance = distance((symbol - LITERALS) / LENGTHS_IN_SLOT);
            if (length > end - at) {
                throw new MalformedBlockException(
                        "%d bytes are repeated, where %d are left".formatted(length, end - at));
            }
            if (distance <= 0 || distance > window.length || distance > position + at - start) {
                throw new MalformedBlockException(
                        "bytes are repeated from 0x%x back, at 0x%x".formatted(distance, position + at - start));
            }
            repeat(at, distance, length);
            at += length;
        }
    }

    private int distance(int slot) throws MalformedBlockException {
        if (slot < LAST_DISTANCES) {
            int distance = last[slot];
            last[slot] = last[0];
            last[0] = distance;
            return distance;
        }
        int extra = LzxSlots.bits(slot);
        int distance = LzxSlots.base(slot) - 2;
        if (kind == ALIGNED && extra >= ALIGNED_BITS) {
            distance += bits.number(extra - ALIGNED_BITS) << ALIGNED_BITS;
            distance += aligned.next(bits);
        } else {
            distance += bits.number(extra);
        }
        last[2] = last[1];
        last[1] = last[0];
        last[0] = distance;
        return distance;
    }

    private void repeat(int at, int distance, int length) {
        int from = at - distance;
        if (from >= 0 && distance >= length) {
            System.arraycopy(window, from, window, at, length);
            return;
        }
        int mask = window.length - 1;
        for (int i = 0; i < length; i++) {
            window[at + i] = window[from + i & mask];
        }
    }
}
