package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * A machine started by BIOS whose first disk has a partition table and no code before it gets GRUB there: its old host
 * loaded its kernel, or its disk was put together from arrays. A disk with any code is left alone.
 *
 * <p>grub-install of the guest is not run: guests of Xen hosts need not have one. The core image goes to one run of free
 * sectors, so of all that grub-bios-setup writes (GRUB 2.06, util/setup.c) three fields remain: where the core begins,
 * in the boot sector; where its second sector is, in its first; and the jump that looks for a floppy drive, which is
 * taken out.
 */
public final class BootSectorFixup implements Fixup<Relocation> {

    private static final int MARK_AT = 510;
    private static final int DEFAULT_LBA = 1;
    /** GRUB 2.06, include/grub/i386/pc/boot.h: KERNEL_SECTOR, DRIVE_CHECK, and the list of blocks at a sector's end. */
    private static final int CORE_LBA_AT = 0x5c;

    private static final int DRIVE_CHECK_AT = 0x66;
    private static final short TWO_NOPS = (short) 0x9090;
    private static final int FIRST_BLOCK_AT = 512 - 12;

    private static final String WHY =
            "The new machine's firmware starts what is here; the disk had a partition table and no boot loader.";
    private static final String REMEDY =
            "Boot a rescue system on the new machine and install a boot loader from it, or move the guest's files to a"
                    + " machine that has one.";

    @Override
    public String name() {
        return "boot-sector";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<String> disk = firstDisk(edits);
        if (relocation.guest().uefi()
                || disk.isEmpty()
                || relocation.guest().kernels().stream().allMatch(Kernel::needsXen)) {
            return;
        }
        byte[] sector = edits.guest().readDevice(disk.get(), 0, BootSpace.SECTOR_BYTES);
        boolean marked = (sector[MARK_AT] & 0xff) == 0x55 && (sector[MARK_AT + 1] & 0xff) == 0xaa;
        if (!marked || !isEmpty(sector)) {
            return;
        }
        Optional<BootCode.Maker> maker = relocation.bootCode();
        Optional<BootSpace> space = BootSpace.of(edits.guest(), disk.get(), sector);
        if (maker.isEmpty() || space.isEmpty()) {
            edits.find(
                    "LINUX-NO-BOOT-LOADER",
                    Severity.HIGH,
                    "The first disk has no boot loader, and %s."
                            .formatted(
                                    maker.isEmpty()
                                            ? "none is put there by this command"
                                            : "there is no room for one before its first partition"),
                    maker.isEmpty() ? "Convert the guest with 'p2v convert', which installs one." : REMEDY);
            return;
        }
        BootCode code = maker.get().make();
        if (code.core().length > space.get().bytes()) {
            edits.find(
                    "LINUX-NO-BOOT-LOADER",
                    Severity.HIGH,
                    "The first disk has no boot loader, and of the %d bytes that one needs %d are free before its first partition."
                            .formatted(code.core().length, space.get().bytes()),
                    REMEDY);
            return;
        }
        place(code, disk.get(), space.get(), edits);
        edits.create(
                BootCode.MENU,
                Content.of("# Run by the boot loader in front of the first partition.\n"
                        + new GrubMenu(relocation, edits).script()),
                0644,
                WHY);
    }

    /** The appliance calls partitions after their disk. */
    private static Optional<String> firstDisk(Edits edits) throws IOException {
        return edits.guest().volumes().stream()
                .filter(volume -> volume.disk().isPresent() && volume.disk().getAsInt() == 0)
                .filter(volume -> volume.partition().isPresent())
                .map(GuestVolume::device)
                .map(device -> device.replaceFirst("\\d+$", ""))
                .findFirst();
    }

    private static boolean isEmpty(byte[] sector) {
        for (int i = 0; i < BootCode.SECTOR_CODE_BYTES; i++) {
            if (sector[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void place(BootCode code, String disk, BootSpace space, Edits edits) throws IOException {
        ByteBuffer boot = ByteBuffer.wrap(Arrays.copyOf(code.sector(), BootCode.SECTOR_CODE_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        boot.putLong(CORE_LBA_AT, space.startLba()).putShort(DRIVE_CHECK_AT, TWO_NOPS);
        int sectors = (code.core().length + BootSpace.SECTOR_BYTES - 1) / BootSpace.SECTOR_BYTES;
        ByteBuffer core = ByteBuffer.wrap(Arrays.copyOf(code.core(), sectors * BootSpace.SECTOR_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        core.putLong(FIRST_BLOCK_AT, core.getLong(FIRST_BLOCK_AT) - DEFAULT_LBA + space.startLba());
        edits.sectors(disk, space.startLba() * BootSpace.SECTOR_BYTES, core.array(), WHY);
        edits.sectors(disk, 0, boot.array(), WHY);
    }
}
