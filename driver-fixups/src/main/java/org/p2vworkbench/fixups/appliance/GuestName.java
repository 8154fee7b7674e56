package org.p2vworkbench.fixups.appliance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names of files, which to Linux are bytes: UTF-8 as a rule, Latin-1 on servers from before. */
public final class GuestName {

    private GuestName() {}

    /** The name as text; when it is no UTF-8, with every byte beyond ASCII as {@code \xE9}. */
    public static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException older) {
            StringBuilder text = new StringBuilder();
            ByteBuffer each = bytes.duplicate();
            while (each.hasRemaining()) {
                int value = Byte.toUnsignedInt(each.get());
                text.append(value < 0x80 ? String.valueOf((char) value) : "\\x%02X".formatted(value));
            }
            return text.toString();
        }
    }
}
