/** How a Linux guest is started: what its boot loader is told, and what the loader tells the kernel. */
package org.p2vworkbench.fixups.linux.boot;
