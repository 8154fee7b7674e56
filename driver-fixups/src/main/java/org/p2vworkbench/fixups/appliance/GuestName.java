package org.p2vworkbench.fixups.appliance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names of files, which to Linux are bytes: UTF-8 as a rule, Latin-1 on servers from before. */
public final class GuestName {

    private static final Pattern DESCRIBED = Pattern.compile("\\\\x[89A-F][0-9A-F]");

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

    /** Whether a name is the one that the guest has: of bytes that are no UTF-8 only a description is known. */
    static boolean canBeAskedFor(String text) {
        return !DESCRIBED.matcher(text).find();
    }
}
