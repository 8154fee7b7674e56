package org.p2vworkbench.converter.demo;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.p2vworkbench.fixtures.vmdk.VmdkStreamWriter;

/** A machine as an OVA file: descriptor, manifest and a stream-optimized disk in one tar (DSP0243 2.1.1, section 5.3). */
record Appliance(String name, Path rawDisk) {

    private static final int BUFFER_BYTES = 1 << 20;

    void writeTo(Path ova) throws IOException {
        Path disk = ova.resolveSibling(diskName());
        try {
            pack(disk);
            byte[] descriptor = descriptor(Files.size(disk)).getBytes(StandardCharsets.UTF_8);
            String manifest = "SHA256(%s.ovf)= %s%nSHA256(%s)= %s%n"
                    .formatted(name, sha256(new ByteArrayInputStream(descriptor)), diskName(), sha256(disk));
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(ova), BUFFER_BYTES))) {
                add(tar, name + ".ovf", descriptor);
                add(tar, name + ".mf", manifest.getBytes(StandardCharsets.UTF_8));
                TarArchiveEntry entry = new TarArchiveEntry(diskName());
                entry.setSize(Files.size(disk));
                tar.putArchiveEntry(entry);
                Files.copy(disk, tar);
                tar.closeArchiveEntry();
            }
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    /** The first half of the disk in {@code ova}, as a download that broke off leaves it. */
    static void copyHalfOfDisk(Path ova, Path to) throws IOException {
        try (TarArchiveInputStream tar =
                        new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(ova), BUFFER_BYTES));
                OutputStream out = Files.newOutputStream(to)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                long left = entry.getName().endsWith(".vmdk") ? entry.getSize() / 2 : 0;
                while (left > 0) {
                    byte[] bytes = tar.readNBytes((int) Math.min(BUFFER_BYTES, left));
                    out.write(bytes);
                    left -= bytes.length;
                }
            }
        }
    }

    private String diskName() {
        return name + "-disk1.vmdk";
    }

    private void pack(Path disk) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(rawDisk), BUFFER_BYTES);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(disk), BUFFER_BYTES)) {
            VmdkStreamWriter.write(raw, Files.size(rawDisk), diskName(), out);
        }
    }

    private static void add(TarArchiveOutputStream tar, String member, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(member);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private String descriptor(long diskFileBytes) throws IOException {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"
                    xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                    xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
                  <References><File ovf:id="file1" ovf:href="%2$s" ovf:size="%3$d"/></References>
                  <DiskSection>
                    <Info>Disks</Info>
                    <Disk ovf:diskId="disk1" ovf:fileRef="file1" ovf:capacity="%4$d"
                        ovf:format="http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"/>
                  </DiskSection>
                  <NetworkSection><Info>Networks</Info><Network ovf:name="VM Network"/></NetworkSection>
                  <VirtualSystem ovf:id="%1$s">
                    <Info>A virtual machine</Info>
                    <Name>%1$s</Name>
                    <VirtualHardwareSection>
                      <Info>Hardware</Info>
                      <Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType>
                        <rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
                      <Item><rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType>
                        <rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits>
                        <rasd:VirtualQuantity>1024</rasd:VirtualQuantity></Item>
                      <Item><rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>6</rasd:ResourceType>
                        <rasd:ResourceSubType>lsilogic</rasd:ResourceSubType><rasd:Address>0</rasd:Address></Item>
                      <Item><rasd:InstanceID>4</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
                        <rasd:Parent>3</rasd:Parent><rasd:AddressOnParent>0</rasd:AddressOnParent>
                        <rasd:HostResource>ovf:/disk/disk1</rasd:HostResource></Item>
                      <Item><rasd:InstanceID>5</rasd:InstanceID><rasd:ResourceType>10</rasd:ResourceType>
                        <rasd:ResourceSubType>E1000</rasd:ResourceSubType><rasd:Connection>VM Network</rasd:Connection>
                        <rasd:Address>00:15:c5:f0:0d:01</rasd:Address></Item>
                    </VirtualHardwareSection>
                  </VirtualSystem>
                </Envelope>
                """.formatted(name, diskName(), diskFileBytes, Files.size(rawDisk));
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return sha256(in);
        }
    }

    private static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
