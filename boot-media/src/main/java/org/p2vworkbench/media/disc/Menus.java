package org.p2vworkbench.media.disc;

import org.p2vworkbench.media.parts.Architecture;

/** What boot loaders ask whoever starts the machine, and what they do when nobody answers for three seconds. */
final class Menus {

    private Menus() {}

    /**
     * Of ISOLINUX and PXELINUX. A machine without 64 bits is told what it needs, before a kernel that it cannot run says so.
     *
     * @param folder of kernel and root: "/boot/" on a disc, "" beside pxelinux.0
     */
    static String syslinux(Architecture architecture, String folder) {
        String menu = """
                serial 0 115200
                default %1$s
                prompt 1
                timeout 30
                say P2V agent: Enter to start, "serial" for the serial line
                label agent
                  kernel %2$svmlinuz
                  initrd %2$sagent.img
                  append %3$s
                label serial
                  kernel %2$svmlinuz
                  initrd %2$sagent.img
                  append %4$s
                """.formatted(
                        architecture == Architecture.AMD64 ? "check" : "agent",
                        folder,
                        KernelArguments.SCREEN,
                        KernelArguments.SERIAL);
        return architecture == Architecture.AMD64 ? menu + """
                label check
                  com32 ifcpu64.c32
                  append agent -- none64
                label none64
                  config no64.cfg
                """ : menu;
    }

    /** Of a machine that a 64-bit disc cannot start. */
    static String without64Bits() {
        return """
                serial 0 115200
                default hint
                prompt 1
                say This machine has a 32-bit processor and this medium is for 64 bits.
                say Make another one: p2v media iso --arch i386
                label hint
                  localboot -1
                """;
    }

    /** Of GRUB, on a disc or below the root of a TFTP server. */
    static String grub(String folder) {
        return """
                set timeout=3
                serial --unit=0 --speed=115200
                terminal_input console serial
                terminal_output console serial
                menuentry "P2V agent" {
                    linux %1$svmlinuz %2$s
                    initrd %1$sagent.img
                }
                menuentry "P2V agent, on the serial line" {
                    linux %1$svmlinuz %3$s
                    initrd %1$sagent.img
                }
                """.formatted(folder, KernelArguments.SCREEN, KernelArguments.SERIAL);
    }

    /** Of iPXE, which fetches what lies beside its script from wherever that came: TFTP or HTTP. */
    static String ipxe() {
        return """
                #!ipxe
                kernel vmlinuz initrd=agent.img %s
                initrd agent.img
                boot
                """.formatted(KernelArguments.SCREEN);
    }
}
