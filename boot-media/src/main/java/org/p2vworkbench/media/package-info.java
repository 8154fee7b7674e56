/**
 * Media that boot old machines: the agent's disc. Start at {@link org.p2vworkbench.media.disc.AgentDisc}.
 *
 * <p>Kernel, modules, boot loaders and the few programs around them come from the host's Debian packages, whose versions are
 * written on the disc; the Java runtime from the JDK that builds. The same parts and settings give the same bytes.
 */
package org.p2vworkbench.media;
