package org.p2vworkbench.media.disc;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Packed parts of discs, kept under what they were made of: the second disc has only its settings to pack. */
final class Parts {

    /** Counts up when a part is made in another way of the same things. */
    private static final String RECIPE = "6";

    private final Path folder;
    private final Consumer<String> story;

    Parts(Path folder, Consumer<String> story) {
        this.folder = folder;
        this.story = story;
    }

    /** How a part is made. */
    interface Maker {
        void make(OutputStream out) throws IOException;
    }

    Path of(String name, String madeOf, Maker maker) throws IOException {
        Path kept = folder.resolve("%s-%s".formatted(name, hash(RECIPE + "\n" + madeOf)));
        if (!Files.exists(kept)) {
            story.accept("packing " + name);
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, name, ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                maker.make(out);
            }
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return kept;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
