package org.p2vworkbench.agent.inventory.survey;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The structure table of the firmware (SMBIOS 3.7, section 6.1): structures one after the other, each a formatted area and
 * then strings that end with two zero bytes. A table that is damaged is read as far as it is whole.
 */
final class Smbios {

    static final int PROCESSOR = 4;
    static final int MEMORY_DEVICE = 17;
    static final int MANAGEMENT_CONTROLLER = 38;

    private static final int HEADER_BYTES = 4;
    private static final int END_OF_TABLE = 127;
    private static final int MOST_STRUCTURES = 16_384;

    private final List<Structure> structures;

    private Smbios(List<Structure> structures) {
        this.structures = List.copyOf(structures);
    }

    /**
     * One structure.
     *
     * @param area from its type byte on, as long as it says
     */
    record Structure(int type, ByteBuffer area, List<String> strings) {

        int unsignedByte(int at) {
            return at < area.limit() ? area.get(at) & 0xff : 0;
        }

        int word(int at) {
            return at + Short.BYTES <= area.limit() ? area.getShort(at) & 0xffff : 0;
        }

        long doubleWord(int at) {
            return at + Integer.BYTES <= area.limit() ? area.getInt(at) & 0xffff_ffffL : 0;
        }

        /** The string whose number is at {@code at}; empty when there is none, or a filler. */
        String string(int at) {
            int number = unsignedByte(at);
            String text = number == 0 || number > strings.size() ? "" : strings.get(number - 1);
            return Observer.saysNothing(text) ? "" : text;
        }
    }

    static Smbios parse(byte[] table) {
        List<Structure> structures = new ArrayList<>();
        int at = 0;
        while (at + HEADER_BYTES <= table.length && structures.size() < MOST_STRUCTURES) {
            int length = table[at + 1] & 0xff;
            int end = at + length;
            int next = afterStrings(table, end);
            if (length < HEADER_BYTES || next < 0) {
                break;
            }
            int type = table[at] & 0xff;
            ByteBuffer area = ByteBuffer.wrap(table, at, length)
                    .slice()
                    .asReadOnlyBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            structures.add(new Structure(type, area, strings(table, end, next)));
            if (type == END_OF_TABLE) {
                break;
            }
            at = next;
        }
        return new Smbios(structures);
    }

    List<Structure> ofType(int type) {
        return structures.stream().filter(one -> one.type() == type).toList();
    }

    Optional<Structure> first(int type) {
        return ofType(type).stream().findFirst();
    }

    boolean isEmpty() {
        return structures.isEmpty();
    }

    /** Where the next structure begins; -1 when the table ends before the strings do. */
    private static int afterStrings(byte[] table, int from) {
        for (int at = from; at + 1 < table.length; at++) {
            if (table[at] == 0 && table[at + 1] == 0) {
                return at + 2;
            }
        }
        return -1;
    }

    private static List<String> strings(byte[] table, int from, int to) {
        List<String> strings = new ArrayList<>();
        int begin = from;
        for (int at = from; at < to - 1; at++) {
            if (table[at] == 0 && at > begin) {
                strings.add(new String(table, begin, at - begin, StandardCharsets.ISO_8859_1)
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip());
                begin = at + 1;
            }
        }
        return strings;
    }
}
