package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code VOLUME:file:PATH} or {@code VOLUME:env:NAME}. The passphrase itself is taken from nowhere on the command line: every
 * user of a host can read that (proc(5), cmdline).
 */
final class KeyArgument implements ITypeConverter<VolumeKey> {

    /** No passphrase that somebody types is longer (cryptsetup(8): 512 characters), and a wrong file may be a disk. */
    private static final int MOST_BYTES = 8 << 10;

    private final Map<String, String> environment;

    KeyArgument(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public VolumeKey convert(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
            throw new TypeConversionException("is not VOLUME:file:PATH or VOLUME:env:NAME");
        }
        return switch (parts[1]) {
            case "file" -> new VolumeKey(parts[0], passphrase(read(parts[2]), parts[2]));
            case "env" -> new VolumeKey(parts[0], variable(parts[2]));
            case "key" ->
                throw new TypeConversionException(
                        "would show the passphrase to every user of this host; put it into a file, and give VOLUME:file:PATH");
            default -> throw new TypeConversionException("says neither 'file' nor 'env' after the volume");
        };
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new TypeConversionException("names the variable %s, which is not set".formatted(name));
        }
        return value;
    }

    private static byte[] read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | InvalidPathException unreadable) {
            throw new TypeConversionException("names %s, which cannot be read".formatted(file));
        }
    }

    /** An editor ends the last line; whoever types the passphrase does not. */
    private static String passphrase(byte[] bytes, String file) {
        if (bytes.length > MOST_BYTES) {
            throw new TypeConversionException(
                    "names %s, which is longer than a passphrase of %d bytes".formatted(file, MOST_BYTES));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("\r?\n$", "");
            if (text.isEmpty() || text.indexOf('\0') >= 0) {
                throw new TypeConversionException("names %s, which holds no passphrase".formatted(file));
            }
            return text;
        } catch (CharacterCodingException binary) {
            throw new TypeConversionException(
                    "names %s, which is a key of bytes; only passphrases can be used".formatted(file));
        }
    }
}
