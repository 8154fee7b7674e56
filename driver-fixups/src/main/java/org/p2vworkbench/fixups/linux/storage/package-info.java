/** What a Linux guest says of its disks and volumes, said anew for the machine it comes to: one class per file of it. */
package org.p2vworkbench.fixups.linux.storage;
