package org.p2vworkbench.converter.hardware;

/**
 * What a machine's maker wrote into its firmware (SMBIOS 3.7, sections 7.1 to 7.3), and software that is bound to one
 * machine looks at. Texts are empty where the firmware says nothing.
 *
 * @param board the name of the main board
 */
public record SmbiosIdentity(
        String vendor,
        String product,
        String version,
        String serial,
        String board,
        String biosVendor,
        String biosVersion,
        String biosDate) {}
