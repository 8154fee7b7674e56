package org.p2vworkbench.disks.raid.infer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** One question to the inference, drawn from a seed, with its answer. */
final class InferenceCase implements Closeable {

    private static final long[] OFFSETS = {0, 0, 0, 63 * 512, 2048 * 512, 1024 * 512, 10 * 512, 264_192L * 512};
    private static final List<String> RAID5 = List.of(
            "left-asymmetric",
            "right-asymmetric",
            "left-symmetric",
            "right-symmetric",
            "left-symmetric",
            "left-asymmetric",
            "right-asymmetric",
            "parity-first",
            "parity-last");
    private static final List<String> RAID6 = List.of(
            "left-asymmetric",
            "right-asymmetric",
            "left-symmetric",
            "right-symmetric",
            "left-symmetric",
            "parity-first",
            "parity-last",
            "ddf-zero-restart",
            "ddf-N-restart",
            "ddf-N-continue",
            "left-asymmetric-6",
            "right-asymmetric-6",
            "left-symmetric-6",
            "right-symmetric-6",
            "parity-first-6");
    private static final List<String> LEVELS = List.of(
            "raid0", "raid0", "raid1", "raid4", "raid5", "raid5", "raid5", "raid6", "raid6", "raid10", "raid10",
            "linear");

    final long seed;
    final NaiveArray array;
    final InferenceVolumes.Kind kind;
    final String table;
    final long dataOffset;
    final int missing;
    final List<ArrayMember> members = new ArrayList<>();
    private final FileChannel image;
    private final long imageBytes;
    private final byte[] head;
    private byte[] tail = {};
    private long tailAt;

    InferenceCase(long seed, boolean degraded) throws IOException {
        this(seed, degraded, null, null);
    }

    /** The same draw with the volume or the level fixed, where they are not null. */
    InferenceCase(long seed, boolean degraded, InferenceVolumes.Kind only, String onlyLevel) throws IOException {
        this.seed = seed;
        Random random = new Random(seed * 7919 + (degraded ? 1 : 0));
        InferenceVolumes.Kind[] kinds = InferenceVolumes.Kind.values();
        InferenceVolumes.Kind drawn = kinds[1 + random.nextInt(kinds.length - 1)];
        kind = only == null ? drawn : only;
        String level;
        do {
            level = LEVELS.get(random.nextInt(LEVELS.size()));
        } while (degraded && (level.equals("raid0") || level.equals("linear")));
        level = onlyLevel == null ? level : onlyLevel;
        int chunk = 4096 << random.nextInt(kind == InferenceVolumes.Kind.SMALL_EXT4 ? 5 : 9);
        int least =
                switch (level) {
                    case "raid6" -> 4;
                    case "raid5", "raid4" -> 3;
                    default -> 2;
                };
        int slots = level.equals("raid1")
                ? 2 + (degraded ? 1 : random.nextInt(2))
                : level.equals("linear")
                        ? 2 + random.nextInt(4)
                        : least + random.nextInt(random.nextInt(4) == 0 ? 17 - least : 7);
        String layout = layout(level, slots, random);
        if (layout.endsWith("=3") && slots < 3) {
            slots = 3;
        }
        missing = !degraded ? 0 : level.equals("raid6") ? 1 + random.nextInt(2) : 1;
        dataOffset = random.nextInt(4) == 0 ? random.nextInt(4096) * 512L : OFFSETS[random.nextInt(OFFSETS.length)];
        Path path = InferenceVolumes.volume(kind);
        image = FileChannel.open(path, StandardOpenOption.READ);
        imageBytes = image.size();
        table = List.of("none", "mbr", "gpt").get(random.nextInt(3));
        long start = table.equals("none")
                ? 0
                : random.nextBoolean() ? 2048 * 512 : table.equals("mbr") ? 63 * 512 : 2048 * 512;
        head = new byte[(int) start];
        long need = start + imageBytes + (table.equals("gpt") ? 33 * 512 : 0);
        long rowBytes = (long) chunk * dataMembers(level, layout, slots);
        long rows = (need + rowBytes - 1) / rowBytes + random.nextInt(3);
        if (level.equals("raid10")) {
            int copies = layout.charAt(layout.length() - 1) - '0';
            rows = (need + (long) chunk * slots - 1) / ((long) chunk * slots) * copies + copies;
        }
        array = new NaiveArray(level, layout, slots, chunk, rows * chunk, this::volume);
        long volumeBytes = array.volumeBytes();
        if (table.equals("mbr")) {
            mbr(start, 0x83);
        } else if (table.equals("gpt")) {
            gpt(start, volumeBytes);
        }
        long tailBytes = random.nextInt(3) == 0 ? 0 : random.nextInt(8192) * 512L;
        List<Integer> present = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            present.add(slot);
        }
        Collections.shuffle(present, random);
        for (int i = missing; i < slots; i++) {
            members.add(new ArrayMember("disk" + (i - missing), array, present.get(i), dataOffset, tailBytes));
            order.add(present.get(i));
        }
    }

    final List<Integer> order = new ArrayList<>();

    private static String layout(String level, int slots, Random random) {
        return switch (level) {
            case "raid5" -> RAID5.get(random.nextInt(RAID5.size()));
            case "raid6" -> RAID6.get(random.nextInt(RAID6.size()));
            case "raid10" ->
                random.nextInt(3) > 0
                        ? "near=2"
                        : List.of("far=2", "offset=2", "near=3").get(random.nextInt(3));
            case "raid4" -> "parity-last";
            default -> "";
        };
    }

    private static int dataMembers(String level, String layout, int slots) {
        return switch (level) {
            case "raid1" -> 1;
            case "raid4", "raid5" -> slots - 1;
            case "raid6" -> slots - 2;
            default -> slots;
        };
    }

    /** As far as the table and the filesystem go. */
    long usedBytes() {
        return tail.length > 0 ? tailAt + tail.length : head.length + imageBytes;
    }

    /** The bytes the machine saw. */
    void volume(long offset, byte[] into) throws IOException {
        long fs = offset - head.length;
        if (fs >= 0 && fs + into.length <= imageBytes) {
            readImage(fs, into, 0, into.length);
            return;
        }
        Arrays.fill(into, (byte) 0);
        for (int i = 0; i < into.length; ) {
            long at = offset + i;
            if (at < head.length) {
                int run = (int) Math.min(into.length - i, head.length - at);
                System.arraycopy(head, (int) at, into, i, run);
                i += run;
            } else if (at < head.length + imageBytes) {
                int run = (int) Math.min(into.length - i, head.length + imageBytes - at);
                readImage(at - head.length, into, i, run);
                i += run;
            } else {
                if (at >= tailAt && at < tailAt + tail.length) {
                    into[i] = tail[(int) (at - tailAt)];
                }
                i++;
            }
        }
    }

    private void readImage(long offset, byte[] into, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        while (buffer.hasRemaining()) {
            if (image.read(buffer, offset + buffer.position() - at) < 0) {
                throw new IOException("short image");
            }
        }
    }

    private void mbr(long start, int type) {
        ByteBuffer sector = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(440, 0x1234abcd);
        sector.put(446, (byte) (type == 0xee ? 0 : 0x80)).put(450, (byte) type);
        sector.putInt(454, (int) (start / 512)).putInt(458, (int) (imageBytes / 512));
        sector.putShort(510, (short) 0xaa55);
    }

    private void gpt(long start, long volumeBytes) {
        mbr(512, 0xee);
        byte[] entries = new byte[128 * 128];
        ByteBuffer entry = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
        entry.putLong(0, 0x4477_8483_0fc6_3dafL)
                .putLong(8, 0xe47d_47d8_693d_798eL)
                .putLong(16, 5)
                .putLong(24, seed);
        entry.putLong(32, start / 512).putLong(40, (start + imageBytes) / 512 - 1);
        long last = volumeBytes / 512 - 1;
        System.arraycopy(header(1, last, 2, last, entries), 0, head, 512, 92);
        System.arraycopy(entries, 0, head, 1024, entries.length);
        tail = new byte[33 * 512];
        tailAt = volumeBytes - tail.length;
        System.arraycopy(entries, 0, tail, 0, entries.length);
        System.arraycopy(header(last, 1, last - 32, last, entries), 0, tail, 32 * 512, 92);
    }

    private byte[] header(long own, long other, long table, long last, byte[] entries) {
        byte[] bytes = new byte[92];
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, "EFI PART".getBytes(StandardCharsets.US_ASCII))
                .putInt(8, 0x10000)
                .putInt(12, 92);
        header.putLong(24, own).putLong(32, other).putLong(40, 34).putLong(48, last - 33);
        header.putLong(56, seed)
                .putLong(64, ~seed)
                .putLong(72, table)
                .putInt(80, 128)
                .putInt(84, 128);
        CRC32 crc = new CRC32();
        crc.update(entries);
        header.putInt(88, (int) crc.getValue());
        crc.reset();
        crc.update(bytes);
        header.putInt(16, (int) crc.getValue());
        return bytes;
    }

    @Override
    public String toString() {
        return "seed %d %s%s n=%d %s chunk %dK offset %d %s %s missing %d order %s"
                .formatted(
                        seed,
                        array.level(),
                        array.layout().isEmpty() ? "" : " " + array.layout(),
                        array.slots(),
                        "",
                        array.chunk() / 1024,
                        dataOffset / 512,
                        kind,
                        table,
                        missing,
                        order);
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
