/**
 * Which network interfaces a Linux guest configures, and by which of the many kinds of files. Start with {@link
 * org.p2vworkbench.fixups.linux.interfaces.NetworkFiles}.
 */
package org.p2vworkbench.fixups.linux.interfaces;
