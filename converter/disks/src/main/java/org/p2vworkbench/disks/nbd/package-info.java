/**
 * A client of network block devices: a disk that another program serves, over TCP or a local socket.
 *
 * <p>Specification: NetworkBlockDevice/nbd, doc/proto.md and doc/uri.md, cited by section. Start with
 * {@link org.p2vworkbench.disks.nbd.NbdClient}; {@code Negotiation} is how a connection begins and
 * {@code NbdConnection} how it goes on. The server is not trusted: whatever it answers, memory and time stay bounded.
 */
package org.p2vworkbench.disks.nbd;
