package org.p2vworkbench.media.parts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages by name, from the host's apt and kept: nothing is installed, and nobody need be root. What apt says of a package
 * decides which version; without apt's lists the newest kept one is taken.
 */
public final class PackageCache {

    private static final Pattern EXACT = Pattern.compile("([a-z0-9][a-z0-9.+-]+) \\(= [^)]+\\)");

    private final Path folder;
    private final Apt apt;

    public PackageCache(Path folder, HostProgram programs) {
        this.folder = folder;
        apt = new Apt(folder, programs);
    }

    /** A package, fetched if it is not kept yet. */
    public HostPackage fetch(String name, Architecture architecture) throws IOException {
        Files.createDirectories(folder);
        Optional<Map<String, String>> known = apt.show(name, architecture);
        if (known.isEmpty()) {
            return newestKept(name, architecture)
                    .orElseThrow(() -> new MissingPartException(
                            "%s:%s is not kept, and apt does not know it".formatted(name, architecture),
                            "apt-get update, and again; media are built on Debian, from the archives its apt is told of.",
                            null));
        }
        Map<String, String> fields = known.get();
        String file = "%s_%s_%s.deb"
                .formatted(name, fields.get("Version").replace(":", "%3a"), fields.getOrDefault("Architecture", "all"));
        Path kept = folder.resolve(file);
        if (!Files.exists(kept)) {
            download(name, architecture, fields, kept);
        }
        return of(name, fields, kept);
    }

    private static HostPackage of(String name, Map<String, String> fields, Path kept) {
        return new HostPackage(
                name,
                fields.get("Version"),
                fields.getOrDefault("Architecture", "all"),
                exact(fields.getOrDefault("Depends", "")),
                kept);
    }

    private static List<String> exact(String depends) {
        List<String> names = new ArrayList<>();
        for (String one : depends.split(",")) {
            Matcher exact = EXACT.matcher(one.strip());
            if (exact.matches()) {
                names.add(exact.group(1));
            }
        }
        return names;
    }

    private void download(String name, Architecture architecture, Map<String, String> fields, Path kept)
            throws IOException {
        Path temporary = Files.createTempDirectory(folder, "fetch");
        try {
            String wanted = "%s:%s=%s".formatted(name, architecture, fields.get("Version"));
            try {
                apt.download(temporary, name, architecture, fields.get("Version"));
            } catch (IOException failed) {
                throw new MissingPartException(
                        "%s cannot be fetched: %s".formatted(wanted, failed.getMessage()),
                        "Run the command again where apt reaches its archive; what is fetched is kept for the next time.",
                        failed);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary, "*.deb")) {
                Path fetched = files.iterator().next();
                String hash = fields.get("SHA256");
                if (hash != null && !hash.equals(sha256(fetched))) {
                    throw new IOException("%s: its SHA-256 is not the one apt has for it".formatted(wanted));
                }
                Files.move(fetched, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary)) {
                for (Path one : left) {
                    Files.delete(one);
                }
            }
            Files.delete(temporary);
        }
    }

    private Optional<HostPackage> newestKept(String name, Architecture architecture) throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "_*.deb")) {
            for (Path file : files) {
                boolean fits = file.toString().endsWith("_" + architecture + ".deb")
                        || file.toString().endsWith("_all.deb");
                boolean newer = newest == null
                        || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(newest)) > 0;
                if (fits && newer) {
                    newest = file;
                }
            }
        }
        if (newest == null) {
            return Optional.empty();
        }
        return Optional.of(of(name, DebFile.control(newest), newest));
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
