package org.p2vworkbench.converter.ova;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small OVF package, as a folder or as a tar file. */
public final class OvaFixture {

    private final Map<String, byte[]> members = new LinkedHashMap<>();

    /** A package with one raw disk of 1 MiB under {@code href}; {@code file} may carry more attributes. */
    public static OvaFixture withDisk(String href, String moreAttributes) {
        String ovf = """
                <Envelope xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
                  <References><File ovf:id="f" ovf:href="%s" %s/></References>
                  <DiskSection><Disk ovf:diskId="d" ovf:capacity="1048576" ovf:fileRef="f"/></DiskSection>
                  <VirtualSystem ovf:id="m"><Name>Old Box</Name><VirtualHardwareSection>
                    <Item><ResourceType>17</ResourceType><HostResource>/disk/d</HostResource></Item>
                  </VirtualHardwareSection></VirtualSystem>
                </Envelope>
                """.formatted(href, moreAttributes);
        return new OvaFixture().add("box.ovf", ovf.getBytes(StandardCharsets.UTF_8));
    }

    public OvaFixture add(String name, byte[] content) {
        members.put(name, content);
        return this;
    }

    /** Adds a manifest over all that was added before. */
    public OvaFixture addManifest(String algorithm) {
        StringBuilder lines = new StringBuilder();
        members.forEach((name, content) ->
                lines.append("%s(%s)= %s%n".formatted(algorithm.replace("-", ""), name, hex(algorithm, content))));
        return add("box.mf", lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Path tar(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(tarBytes());
        }
        return file;
    }

    byte[] tarBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    public Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            Files.write(folder.resolve(member.getKey()), member.getValue());
        }
        return folder.resolve("box.ovf");
    }

    /** One MiB with noise in the middle and zeros around it. */
    public static byte[] disk() {
        byte[] disk = new byte[1 << 20];
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);
        System.arraycopy(noise, 0, disk, 300_000, noise.length);
        return disk;
    }

    public static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
