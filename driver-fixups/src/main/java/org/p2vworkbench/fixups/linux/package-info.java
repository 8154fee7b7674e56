/** Linux guests, made to boot on KVM. */
package org.p2vworkbench.fixups.linux;
