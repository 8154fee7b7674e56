/**
 * The disks of the old machine, opened for reading and nothing else.
 *
 * <p>Start with {@link org.p2vworkbench.agent.disk.DiskTable}, which knows what is offered, and {@link
 * org.p2vworkbench.agent.disk.PatientReader}, which gets bytes out of disks that have seen better days.
 */
package org.p2vworkbench.agent.disk;
