package org.p2vworkbench.media.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.media.parts.FakeDeb;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.MissingPartException;
import org.p2vworkbench.media.tree.CpioArchive;
import org.p2vworkbench.media.tree.FileTree;

class KernelFilesTest {

    private static final String MODULES = "lib/modules/6.1.0-9-amd64/kernel/";

    @TempDir
    private Path folder;

    @Test
    void driversComeWithWhatTheyNeedAndNothingElse() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("boot/vmlinuz-6.1.0-9-amd64", new byte[] {1, 2, 3});
        files.put(MODULES + "drivers/scsi/megaraid/megaraid_sas.ko", module("depends=scsi_mod,irq-poll"));
        files.put(MODULES + "drivers/scsi/scsi_mod.ko", module("depends="));
        files.put(MODULES + "lib/irq_poll.ko", module("softdep=pre: far-away"));
        files.put(MODULES + "drivers/md/far-away.ko", module("depends=gone"));
        files.put(MODULES + "drivers/gpu/drm/amdgpu.ko", module("depends=scsi_mod"));
        files.put(MODULES + "drivers/scsi/scsi_debug.ko", module("depends=scsi_mod"));
        HostPackage image = image(files);
        KernelFiles kernel = KernelFiles.of(image, folder);
        FileTree tree = new FileTree();

        kernel.into(tree, this::depmod);

        assertThat(kernel.kernel()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(packed(tree))
                .contains("megaraid_sas.ko", "scsi_mod.ko", "irq_poll.ko", "far-away.ko", "modules.dep")
                .doesNotContain("amdgpu", "scsi_debug");
    }

    @Test
    void whatThePartsLieOnIsLoadedFirstAndInOrder() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("boot/vmlinuz-6.1.0-9-amd64", new byte[1]);
        files.put(MODULES + "fs/squashfs/squashfs.ko", module("depends=unpacker"));
        files.put(MODULES + "lib/unpacker.ko", module("depends="));
        files.put(MODULES + "drivers/ata/ahci.ko", module("depends="));
        FileTree tree = new FileTree();

        KernelFiles.of(image(files), folder).firstInto(tree);

        assertThat(packed(tree))
                .contains("lib/first/00-unpacker.ko", "lib/first/01-squashfs.ko", "license=GPL")
                .doesNotContain("ahci", "loop");
    }

    @Test
    void firmwareOfChosenModulesAlone() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("boot/vmlinuz-6.1.0-9-amd64", new byte[1]);
        files.put(MODULES + "drivers/net/ethernet/broadcom/bnx2.ko", module("firmware=bnx2/bnx2-mips-09-6.2.1b.fw"));
        files.put(MODULES + "drivers/gpu/drm/radeon.ko", module("firmware=radeon/R100_cp.bin"));
        HostPackage image = image(files);
        HostPackage bnx2 = new HostPackage(
                "firmware-bnx2",
                "1",
                "all",
                List.of(),
                FakeDeb.write(
                        folder.resolve("f.deb"),
                        "Package: f\n",
                        Map.of(
                                "lib/firmware/bnx2/bnx2-mips-09-6.2.1b.fw", new byte[] {1},
                                "lib/firmware/bnx2/other.fw", new byte[] {2},
                                "usr/share/doc/firmware-bnx2/copyright", "Broadcom".getBytes(StandardCharsets.UTF_8))));

        assertThat(packed(Firmware.of(KernelFiles.of(image, folder), List.of(bnx2))))
                .contains("lib/firmware/bnx2/bnx2-mips-09-6.2.1b.fw")
                .doesNotContain("other.fw", "radeon");
        assertThat(Firmware.licence(bnx2)).asString(StandardCharsets.UTF_8).isEqualTo("Broadcom");
    }

    @Test
    void aPackageWithoutAKernelIsRefused() throws IOException {
        HostPackage without = image(Map.of("boot/config-6.1", new byte[1]));

        assertThatThrownBy(() -> KernelFiles.of(without, folder))
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("no kernel with modules");
    }

    private HostPackage image(Map<String, byte[]> files) throws IOException {
        return new HostPackage(
                "linux-image",
                "6.1",
                "amd64",
                List.of(),
                FakeDeb.write(folder.resolve("k.deb"), "Package: k\n", files));
    }

    private String depmod(Path in, Map<String, String> environment, List<String> command) throws IOException {
        assertThat(command).startsWith("depmod", "-b").endsWith("6.1.0-9-amd64");
        Files.writeString(Path.of(command.get(2)).resolve("lib/modules/6.1.0-9-amd64/modules.dep"), "a.ko: b.ko\n");
        return "";
    }

    private static byte[] module(String note) {
        return ("ELF\0license=GPL\0" + note + "\0name=x\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String packed(FileTree tree) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CpioArchive.write(tree, bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
