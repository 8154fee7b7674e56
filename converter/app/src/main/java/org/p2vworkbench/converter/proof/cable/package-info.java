/**
 * The far end of a machine's network cable while it boots on trial: all there is of a network for it. It lends addresses, stands
 * in for every neighbour that is looked for, and knocks at the machine's ports; no packet leaves the host. Begin with {@link
 * org.p2vworkbench.converter.proof.cable.PortProbe}.
 */
package org.p2vworkbench.converter.proof.cable;
