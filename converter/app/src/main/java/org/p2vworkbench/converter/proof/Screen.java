package org.p2vworkbench.converter.proof;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** What a machine shows: read as text as far as it is text, and looked at as a picture as far as it is none. */
final class Screen {

    /** VGA text mode has cells nine points wide, the ninth for the gap between characters. */
    private static final int TEXT_MODE_WIDTH = 720;

    private static final int TEXT_MODE_HEIGHT = 400;

    /** Consoles have sixteen colours, and what draws no pictures has not many more. */
    private static final int MOST_CONSOLE_COLOURS = 64;

    /** Of Windows NT to 7, of 8, and of 10. */
    private static final List<Integer> WINDOWS_BLUES =
            List.of(0x000080, 0x000084, 0x0000a8, 0x0000aa, 0x1273aa, 0x0078d7);

    /** The lower rows of the cursors of VGA text mode, thirteenth and fourteenth of sixteen, and of Linux's frame buffer. */
    private static final Set<Long> CURSORS = Set.of(0x00000000_00ffff00L, 0x00000000_0000ffffL);

    private final BufferedImage image;
    private final int cellWidth;

    Screen(BufferedImage image) {
        this.image = image;
        this.cellWidth = image.getWidth() == TEXT_MODE_WIDTH && image.getHeight() == TEXT_MODE_HEIGHT
                ? ConsoleFont.WIDTH + 1
                : ConsoleFont.WIDTH;
    }

    static Screen read(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        if (image == null) {
            throw new IOException(png + " is no picture");
        }
        return new Screen(image);
    }

    /** Line by line; a cell that is no character is a '?', and a line of nothing else is left out. */
    String text(ConsoleFont font) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y + ConsoleFont.HEIGHT <= image.getHeight(); y += ConsoleFont.HEIGHT) {
            StringBuilder line = new StringBuilder();
            int known = 0;
            for (int x = 0; x + ConsoleFont.WIDTH <= image.getWidth(); x += cellWidth) {
                ConsoleFont.Shape shape = shape(x, y);
                Optional<Character> character = isCursor(shape) ? Optional.of(' ') : font.read(shape);
                line.append(character.orElse('?'));
                known += character.isPresent() ? 1 : 0;
            }
            if (known * 2 > line.length()) {
                text.append(line.toString().stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    /** Where the next character goes: nothing but whole rows at the bottom of the cell. */
    private static boolean isCursor(ConsoleFont.Shape shape) {
        return shape.upper() == 0 && CURSORS.contains(shape.lower());
    }

    /** Two colours make a character; the one with more points is behind it. */
    private ConsoleFont.Shape shape(int left, int top) {
        int first = image.getRGB(left, top);
        long[] rows = new long[2];
        int set = 0;
        for (int row = 0; row < ConsoleFont.HEIGHT; row++) {
            for (int column = 0; column < ConsoleFont.WIDTH; column++) {
                int bit = image.getRGB(left + column, top + row) == first ? 0 : 1;
                set += bit;
                int half = row / (ConsoleFont.HEIGHT / 2);
                rows[half] = rows[half] << 1 | bit;
            }
        }
        ConsoleFont.Shape shape = new ConsoleFont.Shape(rows[0], rows[1]);
        return set * 2 > ConsoleFont.WIDTH * ConsoleFont.HEIGHT ? shape.inverted() : shape;
    }

    /** Whether it shows more than a console can. */
    boolean isPicture() {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
                if (colours.size() > MOST_CONSOLE_COLOURS) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is what Windows stops with: much of one of its blues, and a little of white. */
    boolean isBlue() {
        Map<Integer, Integer> points = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                points.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        int all = image.getWidth() * image.getHeight();
        Map.Entry<Integer, Integer> most =
                points.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        int white = points.entrySet().stream()
                .filter(each -> brightness(each.getKey()) > 200)
                .mapToInt(Map.Entry::getValue)
                .sum();
        return most.getValue() > all * 0.7
                && white > all * 0.005
                && WINDOWS_BLUES.stream().anyMatch(blue -> near(blue, most.getKey()));
    }

    private static boolean near(int one, int other) {
        int far = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            far = Math.max(far, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return far <= 12;
    }

    private static int brightness(int colour) {
        return Math.min(colour >> 16 & 0xff, Math.min(colour >> 8 & 0xff, colour & 0xff));
    }

    /** Differs, all but certainly, for screens that do not show the same. */
    long likeness() {
        long hash = 7;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                hash = hash * 31 + image.getRGB(x, y);
            }
        }
        return hash;
    }
}
