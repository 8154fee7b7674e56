/**
 * Boots a machine nobody sits in front of, cut off from every network, and says how far it came, with pictures. {@link
 * org.p2vworkbench.converter.proof.BootProof} is where to start. Screens are taken through QMP (QEMU Machine Protocol
 * Specification) and read with the font of the VGA BIOS that drew them.
 */
package org.p2vworkbench.converter.proof;
