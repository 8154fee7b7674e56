package org.p2vworkbench.fixups.guest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The bytes of a guest's file, in memory when they are few and in a file of this host when they are many. */
public final class Content {

    /** Configuration is smaller; what is not does not belong into memory as one piece. */
    private static final int MOST_TEXT_BYTES = 16 << 20;

    private final byte[] bytes;
    private final Path file;
    private final byte[] behind;

    private Content(byte[] bytes, Path file, byte[] behind) {
        this.bytes = bytes;
        this.file = file;
        this.behind = behind;
    }

    public static Content of(byte[] bytes) {
        return new Content(bytes.clone(), null, new byte[0]);
    }

    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8), null, new byte[0]);
    }

    /** @param file must stay as it is while this is used */
    public static Content of(Path file) {
        return new Content(null, file, new byte[0]);
    }

    /** This, and other bytes behind it. */
    public Content followedBy(byte[] more) {
        byte[] all = Arrays.copyOf(behind, behind.length + more.length);
        System.arraycopy(more, 0, all, behind.length, more.length);
        return new Content(bytes, file, all);
    }

    public long size() throws IOException {
        return (file == null ? bytes.length : Files.size(file)) + behind.length;
    }

    public InputStream open() throws IOException {
        InputStream first = file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
        return behind.length == 0 ? first : new SequenceInputStream(first, new ByteArrayInputStream(behind));
    }

    public byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** Bytes that are no UTF-8 are read as Latin-1 whole, so that {@link #encoded} gives the same ones back. */
    public String text() throws IOException {
        if (size() > MOST_TEXT_BYTES) {
            throw new IOException("%d bytes are no configuration file".formatted(size()));
        }
        byte[] all = bytes();
        String text = new String(all, StandardCharsets.UTF_8);
        return isUtf8(all, text) ? text : new String(all, StandardCharsets.ISO_8859_1);
    }

    /** A changed text in the encoding this has. */
    public Content encoded(String text) throws IOException {
        byte[] all = bytes();
        boolean utf8 = isUtf8(all, new String(all, StandardCharsets.UTF_8));
        return of(text.getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static boolean isUtf8(byte[] bytes, String decoded) {
        return Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes);
    }

    public boolean isText() throws IOException {
        return size() <= MOST_TEXT_BYTES && text().indexOf('\0') < 0;
    }

    public String sha256() throws IOException {
        try (InputStream in = open();
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    public void writeTo(Path target) throws IOException {
        try (InputStream in = open()) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
