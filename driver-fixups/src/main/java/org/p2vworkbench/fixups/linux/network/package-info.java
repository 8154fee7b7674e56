/**
 * Keeps a guest's network interfaces what they are: the same names on the same cards, so that addresses, firewalls and
 * licences that go by the name still find it. Start with {@link org.p2vworkbench.fixups.linux.network.InterfaceNameFixup};
 * what it knows of the cards comes from {@code NicIdentities}.
 *
 * <p>Specifications: systemd.link(5), udev(7).
 */
package org.p2vworkbench.fixups.linux.network;
