package org.p2vworkbench.disks.image.vmdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.vmdk.VmdkDescriptor;

final class VmdkFilesTest {

    @Test
    void descriptorRefersToItsExtents() throws IOException {
        assertThat(referencedBy(Samples.splitOfAllKinds().file("disk.vmdk")))
                .containsExactly("disk-s001.vmdk", "disk-f002.vmdk", "disk-flat.vmdk");
    }

    @Test
    void snapshotRefersToItsParentAndNotToItself() throws IOException {
        assertThat(referencedBy(Samples.snapshot().file("disk.vmdk"))).containsExactly("base.vmdk");
    }

    @Test
    void renamedDiskDoesNotReferToItsOldName() throws IOException {
        assertThat(VmdkFiles.referencedBy(new MemorySource(
                        "renamed.vmdk", Samples.monolithicSparse().file("disk.vmdk"))))
                .isEmpty();
    }

    @Test
    void changeTrackingFileIsPartOfTheDisk() throws IOException {
        String descriptor = VmdkDescriptor.of("vmfs", "RW 8 VMFS \"disk-flat.vmdk\"")
                        .text() + "changeTrackPath=\"disk-ctk.vmdk\"\n";

        assertThat(referencedBy(descriptor.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("disk-flat.vmdk", "disk-ctk.vmdk");
    }

    @Test
    void whatIsNoDescriptorRefersToNothing() throws IOException {
        assertThat(referencedBy(new byte[0])).isEmpty();
        assertThat(referencedBy(new byte[4096])).isEmpty();
        assertThat(referencedBy(Samples.vmfsSparse().file("disk-delta.vmdk"))).isEmpty();
        assertThat(referencedBy("# Disk DescriptorFile\nRW x".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static List<String> referencedBy(byte[] file) throws IOException {
        return VmdkFiles.referencedBy(new MemorySource("disk.vmdk", file));
    }
}
