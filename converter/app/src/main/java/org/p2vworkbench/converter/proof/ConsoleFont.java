package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of the characters on a text screen, 8 by 16 points each: the VGA BIOS's, which Linux draws on graphical
 * consoles too. It is taken from the BIOS that qemu has on this host.
 */
final class ConsoleFont {

    static final int WIDTH = 8;
    static final int HEIGHT = 16;

    private static final List<Path> BIOSES = List.of(
            Path.of("/usr/share/seabios/vgabios-stdvga.bin"),
            Path.of("/usr/share/seavgabios/vgabios-stdvga.bin"),
            Path.of("/usr/share/qemu/vgabios-stdvga.bin"));

    /** The letter A, row by row: the font is where this is, 65 shapes further on. */
    private static final byte[] LETTER_A = {
        0,
        0,
        0x10,
        0x38,
        0x6c,
        (byte) 0xc6,
        (byte) 0xc6,
        (byte) 0xfe,
        (byte) 0xc6,
        (byte) 0xc6,
        (byte) 0xc6,
        (byte) 0xc6,
        0,
        0,
        0,
        0
    };

    private static final int PRINTABLE_FROM = 0x20;
    private static final int PRINTABLE_TO = 0x7e;

    private final Map<Shape, Character> characters = new HashMap<>();

    /** The rows of a shape, the upper eight and the lower eight. */
    record Shape(long upper, long lower) {

        static final Shape BLANK = new Shape(0, 0);

        Shape inverted() {
            return new Shape(~upper, ~lower);
        }
    }

    private ConsoleFont(byte[] bios, int fontAt) {
        for (int code = PRINTABLE_TO; code >= PRINTABLE_FROM; code--) {
            characters.put(shape(bios, fontAt + code * HEIGHT), (char) code);
        }
        // A space and a zero look alike; the space is the one that is meant.
        characters.put(Shape.BLANK, ' ');
    }

    private static Shape shape(byte[] bytes, int at) {
        long upper = 0;
        long lower = 0;
        for (int row = 0; row < HEIGHT / 2; row++) {
            upper = upper << WIDTH | (bytes[at + row] & 0xff);
            lower = lower << WIDTH | (bytes[at + HEIGHT / 2 + row] & 0xff);
        }
        return new Shape(upper, lower);
    }

    /** The font of this host's VGA BIOS; empty when there is none, and then no screen can be read. */
    static Optional<ConsoleFont> ofThisHost() throws IOException {
        for (Path bios : BIOSES) {
            if (Files.isReadable(bios)) {
                byte[] bytes = Files.readAllBytes(bios);
                int at = find(bytes);
                if (at >= 0) {
                    return Optional.of(new ConsoleFont(bytes, at));
                }
            }
        }
        return Optional.empty();
    }

    private static int find(byte[] bios) {
        int before = 'A' * HEIGHT;
        int after = (256 - 'A') * HEIGHT;
        for (int at = before; at <= bios.length - after; at++) {
            if (Arrays.equals(bios, at, at + HEIGHT, LETTER_A, 0, HEIGHT)) {
                return at - before;
            }
        }
        return -1;
    }

    /** Empty for what is no character of this font, in either colour on the other. */
    Optional<Character> read(Shape shape) {
        Character plain = characters.get(shape);
        return Optional.ofNullable(plain != null ? plain : characters.get(shape.inverted()));
    }
}
