package org.p2vworkbench.fixups.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a value holds: its type and its bytes, which need not fit the type. Readings that do not fit are empty, so that a
 * damaged value looks like a missing one to who asks for a number, and keeps its bytes for who asks for them.
 */
public final class RegistryData {

    private final RegistryType type;
    private final byte[] bytes;

    private RegistryData(RegistryType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    public static RegistryData of(RegistryType type, byte[] bytes) {
        return new RegistryData(type, bytes.clone());
    }

    public static RegistryData text(String text) {
        return new RegistryData(RegistryType.SZ, ended(text));
    }

    /** Text with {@code %SystemRoot%} and the like in it. */
    public static RegistryData expandable(String text) {
        return new RegistryData(RegistryType.EXPAND_SZ, ended(text));
    }

    /** Several strings; none is two zero bytes. An empty one among them would end the list for Windows. */
    public static RegistryData texts(List<String> texts) {
        if (texts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an empty string ends a REG_MULTI_SZ: " + texts);
        }
        return new RegistryData(
                RegistryType.MULTI_SZ,
                ended(texts.stream().map(each -> each + "\0").collect(Collectors.joining())));
    }

    public static RegistryData binary(byte[] bytes) {
        return of(RegistryType.BINARY, bytes);
    }

    public static RegistryData dword(long number) {
        return new RegistryData(
                RegistryType.DWORD,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) number)
                        .array());
    }

    public static RegistryData qword(long number) {
        return new RegistryData(
                RegistryType.QWORD,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(number)
                        .array());
    }

    public RegistryType type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** The text of one string, up to its first zero; the first of several. Empty when this is no text. */
    public Optional<String> string() {
        if (!type.isText()) {
            return Optional.empty();
        }
        String all = decoded();
        int end = all.indexOf('\0');
        return Optional.of(end < 0 ? all : all.substring(0, end));
    }

    /** All strings up to the empty one that ends them, as Windows sees them; none when this is no text. */
    public List<String> strings() {
        if (!type.equals(RegistryType.MULTI_SZ)) {
            return string().filter(text -> !text.isEmpty()).map(List::of).orElse(List.of());
        }
        List<String> strings = new ArrayList<>();
        String all = decoded();
        int from = 0;
        while (from < all.length() && all.charAt(from) != '\0') {
            int end = all.indexOf('\0', from);
            end = end < 0 ? all.length() : end;
            strings.add(all.substring(from, end));
            from = end + 1;
        }
        return List.copyOf(strings);
    }

    /** A number of either size and order, unsigned where it has 32 bits; empty when type or length is another. */
    public OptionalLong number() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length == 4 && type.equals(RegistryType.DWORD)) {
            return OptionalLong.of(Integer.toUnsignedLong(in.getInt(0)));
        }
        if (bytes.length == 4 && type.equals(RegistryType.DWORD_BIG_ENDIAN)) {
            return OptionalLong.of(
                    Integer.toUnsignedLong(in.order(ByteOrder.BIG_ENDIAN).getInt(0)));
        }
        if (bytes.length == 8 && type.equals(RegistryType.QWORD)) {
            return OptionalLong.of(in.getLong(0));
        }
        return OptionalLong.empty();
    }

    /** As a person reads it in a report: text in quotes, numbers in hex, bytes. */
    @Override
    public String toString() {
        if (number().isPresent()) {
            return "0x%x".formatted(number().getAsLong());
        }
        if (type.equals(RegistryType.MULTI_SZ)) {
            return strings().stream().map(each -> '"' + each + '"').collect(Collectors.joining(", ", "[", "]"));
        }
        if (type.isText()) {
            return '"' + string().orElseThrow() + '"';
        }
        return "%s %s".formatted(type, HexFormat.of().formatHex(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistryData that && type.equals(that.type) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(bytes);
    }

    /** An odd last byte is half a character, which Windows drops too. */
    private String decoded() {
        return new String(bytes, 0, bytes.length & ~1, StandardCharsets.UTF_16LE);
    }

    private static byte[] ended(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
    }
}
