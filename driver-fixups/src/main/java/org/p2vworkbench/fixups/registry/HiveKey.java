package org.p2vworkbench.fixups.registry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key of a hive (regf, "Key node").
 *
 * <p>A key is reached only from the parent that it names itself, and once from there. That makes every hive a tree, so
 * that who walks one ends.
 */
public final class HiveKey {

    private static final int CLASS_BYTES_AT = 74;
    private static final int NAME_AT = 76;
    private static final int FLAG_LATIN1_NAME = 0x0020;
    private static final int FLAG_PREDEFINED_HANDLE = 0x0040;
    private static final long NONE = 0xffff_ffffL;
    private static final int VALUES_AT = 36;
    private static final int VALUES_LIST_AT = 40;
    /** Windows allows 512 levels. */
    private static final int DEEPEST = 512;

    private final HiveCells cells;
    private final long cell;
    private final HiveBytes in;
    private final String path;
    private final int depth;
    private final String name;

    private HiveKey(HiveCells cells, long cell, HiveBytes in, String above, int depth) throws HiveFormatException {
        this.cells = cells;
        this.cell = cell;
        this.in = in;
        this.depth = depth;
        this.name = HiveName.parse(in, NAME_AT, in.u16(72, "key name length"), latin1(in), "key name");
        this.path = depth == 0 ? "" : above.isEmpty() ? name : above + '\\' + name;
    }

    static HiveKey root(HiveCells cells, long cell) throws HiveFormatException {
        return new HiveKey(cells, cell, node(cells, cell, "the root key"), "", 0);
    }

    private static HiveBytes node(HiveCells cells, long cell, String what) throws HiveFormatException {
        HiveBytes in = cells.cell(cell, what);
        if (!in.has("nk", 0)) {
            throw in.damaged(0, "%s begins with \"nk\", found 0x%04x".formatted(what, in.u16(0, what)));
        }
        return in;
    }

    private static boolean latin1(HiveBytes in) throws HiveFormatException {
        return (in.u16(2, "key flags") & FLAG_LATIN1_NAME) != 0;
    }

    /** Of the root key, a name that nobody uses. */
    public String name() {
        return name;
    }

    /** From the root on, without it: {@code Select}, {@code ControlSet001\Services\atapi}. */
    public String path() {
        return path;
    }

    public Instant lastWritten() throws HiveFormatException {
        return FileTime.instant(in.bits64(4, "last written"));
    }

    /** The class, which a few keys of the system carry; a text as stored. */
    public Optional<String> className() throws HiveFormatException {
        long at = in.u32(48, "class name offset");
        int bytes = in.u16(CLASS_BYTES_AT, "class name length");
        if (at == NONE || bytes == 0) {
            return Optional.empty();
        }
        byte[] text = cells.cell(at, "the class name of key " + path).copy(0, bytes, "class name");
        return Optional.of(new String(text, StandardCharsets.UTF_16LE));
    }

    /** In the order of the hive, which is that of their upper-case names. */
    public List<HiveKey> children() throws HiveFormatException {
        long count = in.u32(20, "number of subkeys");
        if (count == 0) {
            return List.of();
        }
        if (depth == DEEPEST) {
            throw in.damaged(20, "keys lie %d levels deep, Windows allows no more than that".formatted(DEEPEST));
        }
        long list = in.u32(28, "subkeys list offset");
        long[] offsets = SubkeyList.read(cells, list, count, shown());
        List<HiveKey> children = new ArrayList<>(offsets.length);
        for (long each : offsets) {
            children.add(child(each));
        }
        return children;
    }

    private HiveKey child(long at) throws HiveFormatException {
        HiveBytes node = node(cells, at, "a subkey of " + shown());
        long parent = node.u32(16, "parent");
        if (parent != cell) {
            throw node.damaged(
                    16, "a subkey of %s, which is cell 0x%x, says its parent is 0x%x".formatted(shown(), cell, parent));
        }
        return new HiveKey(cells, at, node, path, depth + 1);
    }

    public Optional<HiveKey> child(String wanted) throws HiveFormatException {
        for (HiveKey each : children()) {
            if (HiveName.same(each.name, wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The key at a path below this one, names separated by backslashes; the empty path is this key. */
    public Optional<HiveKey> key(String below) throws HiveFormatException {
        Optional<HiveKey> at = Optional.of(this);
        for (String each : below.split("\\\\")) {
            if (!each.isEmpty() && at.isPresent()) {
                at = at.get().child(each);
            }
        }
        return at;
    }

    /** In the order of the hive, which is that of their making. */
    public List<HiveValue> values() throws HiveFormatException {
        long count = in.u32(VALUES_AT, "number of values");
        if (count == 0 || (in.u16(2, "key flags") & FLAG_PREDEFINED_HANDLE) != 0) {
            return List.of();
        }
        HiveBytes list = cells.cell(in.u32(VALUES_LIST_AT, "values list offset"), "the values list of " + shown());
        if (count > list.length() / 4) {
            throw in.damaged(
                    VALUES_AT,
                    "%s has %d values, the list of them room for %d".formatted(shown(), count, list.length() / 4));
        }
        List<HiveValue> values = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            values.add(HiveValue.parse(cells, list.u32(4L * i, "value offset"), shown()));
        }
        return values;
    }

    /** The empty name is the default value. */
    public Optional<HiveValue> value(String wanted) throws HiveFormatException {
        for (HiveValue each : values()) {
            if (HiveName.same(each.name(), wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * Where in the file a value is listed.
     *
     * @param countAt of the number of values
     * @param listAt of the offset of the list, which holds one offset of four bytes for each
     * @param entriesAt of the list itself
     */
    record Listed(long countAt, long listAt, long entriesAt, int index, int count) {}

    Optional<Listed> listed(String wanted) throws HiveFormatException {
        List<HiveValue> values = values();
        for (int i = 0; i < values.size(); i++) {
            if (HiveName.same(values.get(i).name(), wanted)) {
                HiveBytes list = cells.cell(in.u32(VALUES_LIST_AT, "values list offset"), "the values list");
                return Optional.of(
                        new Listed(in.inFile(VALUES_AT), in.inFile(VALUES_LIST_AT), list.inFile(0), i, values.size()));
            }
        }
        return Optional.empty();
    }

    private String shown() {
        return depth == 0 ? "the root key" : "key " + path;
    }

    @Override
    public String toString() {
        return path;
    }
}
