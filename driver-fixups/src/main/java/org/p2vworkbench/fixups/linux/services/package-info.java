/**
 * Programs of the guest that watch or serve hardware it no longer has. {@code HardwareService} lists them; {@link
 * org.p2vworkbench.fixups.linux.services.HardwareServiceFixup} keeps them from starting, and removes nothing.
 */
package org.p2vworkbench.fixups.linux.services;
