/**
 * The way to the converter: the agent dials out over SSH, proves who it is, checks who answers, and dials again for as
 * long as it takes.
 *
 * <p>Start with {@link org.p2vworkbench.agent.ssh.Connections}. The library is Apache MINA SSHD; its types stay here.
 */
package org.p2vworkbench.agent.ssh;
