package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A file in a cabinet ([MS-CAB] 2.3, CFFILE).
 *
 * @param name with '\' between the parts of a path, where it is one
 * @param folderOffset where it begins in what its folder unpacks to
 * @param folder its folder's place in the cabinet, or one of the values that say it is in several cabinets
 */
record CabinetFile(String name, long sizeBytes, long folderOffset, int folder) {

    static final int SIZE = 16;

    private static final int OFFSET_AT = 4;
    private static final int FOLDER_AT = 8;
    private static final int ATTRIBUTES_AT = 14;
    private static final int NAME_IS_UTF8 = 0x80;
    private static final int FIRST_OF_SEVERAL_CABINETS = 0xfffd;

    /** An entry, and where the next one begins. */
    record Entry(CabinetFile file, long end) {}

    static Entry parse(CabinetWindow in, long at) throws IOException {
        ByteBuffer entry = in.at(at, SIZE, "a file's entry");
        boolean utf8 = (entry.getShort(ATTRIBUTES_AT) & NAME_IS_UTF8) != 0;
        CabinetText name = CabinetText.at(in, at + SIZE, utf8);
        CabinetFile file = new CabinetFile(
                name.text(),
                Integer.toUnsignedLong(entry.getInt(0)),
                Integer.toUnsignedLong(entry.getInt(OFFSET_AT)),
                entry.getShort(FOLDER_AT) & 0xffff);
        return new Entry(file, name.end());
    }

    boolean isInSeveralCabinets() {
        return folder >= FIRST_OF_SEVERAL_CABINETS;
    }

    /** The last part of its path, in lower case. */
    String plainName() {
        return name.substring(name.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
    }

    long end() {
        return folderOffset + sizeBytes;
    }
}
