package org.p2vworkbench.fixups.linux;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.RememberedTree;
import org.p2vworkbench.fixups.linux.boot.BootSectorFixup;
import org.p2vworkbench.fixups.linux.boot.DeviceMapFixup;
import org.p2vworkbench.fixups.linux.boot.FlattenedArrayFixup;
import org.p2vworkbench.fixups.linux.boot.GrubDefaultFixup;
import org.p2vworkbench.fixups.linux.boot.KernelArgumentFixup;
import org.p2vworkbench.fixups.linux.boot.LiloFixup;
import org.p2vworkbench.fixups.linux.boot.ResumeFixup;
import org.p2vworkbench.fixups.linux.boot.RootArgumentFixup;
import org.p2vworkbench.fixups.linux.boot.SerialConsoleFixup;
import org.p2vworkbench.fixups.linux.boot.UefiFallbackFixup;
import org.p2vworkbench.fixups.linux.boot.UnknownLoaderFixup;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.linux.facts.LinuxInspection;
import org.p2vworkbench.fixups.linux.initramfs.InitramfsFixup;
import org.p2vworkbench.fixups.linux.initramfs.ModprobeAliasFixup;
import org.p2vworkbench.fixups.linux.initramfs.ToolConfigFixup;
import org.p2vworkbench.fixups.linux.network.AddressFixup;
import org.p2vworkbench.fixups.linux.network.BondReviewFixup;
import org.p2vworkbench.fixups.linux.network.InterfaceNameFixup;
import org.p2vworkbench.fixups.linux.network.SlotRuleFixup;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.linux.services.HardwareServiceFixup;
import org.p2vworkbench.fixups.linux.storage.CrypttabFixup;
import org.p2vworkbench.fixups.linux.storage.FstabFixup;
import org.p2vworkbench.fixups.linux.storage.HibernationFixup;
import org.p2vworkbench.fixups.linux.storage.LvmFilterFixup;
import org.p2vworkbench.fixups.linux.storage.MdFixup;
import org.p2vworkbench.fixups.linux.storage.MultipathFixup;
import org.p2vworkbench.fixups.linux.storage.NamesInFilesFixup;
import org.p2vworkbench.fixups.linux.storage.StaleCacheFixup;
import org.p2vworkbench.fixups.linux.xen.XenDefaultFixup;
import org.p2vworkbench.fixups.linux.xen.XenKernelFixup;
import org.p2vworkbench.fixups.linux.xen.XenModulesFixup;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/**
 * What a Linux guest needs to run on KVM.
 *
 * @param guest what it is
 * @param hardware the machine it has to be given
 * @param plan what has to be changed in it, and what was found
 */
public record LinuxRepair(LinuxGuest guest, VirtualHardware hardware, RepairPlan plan) {

    /**
     * In this order: what forbids a repair, names before what is made with them, the initial RAM disk when all that goes
     * into it is said, LILO when nothing in /boot changes any more.
     */
    private static final List<Fixup<Relocation>> FIXUPS = List.of(
            new HibernationFixup(),
            new XenKernelFixup(),
            new FstabFixup(),
            new CrypttabFixup(),
            new NamesInFilesFixup(),
            new MdFixup(),
            new LvmFilterFixup(),
            new MultipathFixup(),
            new StaleCacheFixup(),
            new UnknownLoaderFixup(),
            new RootArgumentFixup(),
            new ResumeFixup(),
            new FlattenedArrayFixup(),
            new GrubDefaultFixup(),
            new DeviceMapFixup(),
            new KernelArgumentFixup(),
            new SerialConsoleFixup(),
            new XenDefaultFixup(),
            new XenModulesFixup(),
            new ModprobeAliasFixup(),
            new AddressFixup(),
            new SlotRuleFixup(),
            new InterfaceNameFixup(),
            new BondReviewFixup(),
            new HardwareServiceFixup(),
            new ToolConfigFixup(),
            new InitramfsFixup(),
            new UefiFallbackFixup(),
            new BootSectorFixup(),
            new LiloFixup());

    public static LinuxRepair plan(GuestTree asked, LinuxOptions options, MachineFacts machine) throws IOException {
        return plan(asked, options, machine, Optional.empty());
    }

    /** @param bootCode for a guest that has no boot loader */
    public static LinuxRepair plan(
            GuestTree asked, LinuxOptions options, MachineFacts machine, Optional<BootCode.Maker> bootCode)
            throws IOException {
        GuestTree tree = new RememberedTree(asked);
        LinuxGuest guest = LinuxInspection.of(tree);
        Relocation relocation = Relocation.of(tree, guest, machine, options, bootCode);
        Draft draft = new Draft(tree);
        for (Fixup<Relocation> fixup : FIXUPS) {
            fixup.plan(relocation, draft.edits(fixup.name()));
        }
        return new LinuxRepair(guest, relocation.hardware(), draft.plan());
    }
}
