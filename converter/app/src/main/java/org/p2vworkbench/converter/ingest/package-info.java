/**
 * Where agents arrive: the SSH server, who is let in, and the machines that are connected.
 *
 * <p>Start with {@link org.p2vworkbench.converter.ingest.AgentServer}. There is one subsystem and nothing else: no shell,
 * no forwarding, no SFTP. What is said over it is in docs/protocol.md; {@link
 * org.p2vworkbench.converter.ingest.RemoteDisk} makes a disk of it that reads like any other. SSHD's types stay in this
 * package.
 */
package org.p2vworkbench.converter.ingest;
