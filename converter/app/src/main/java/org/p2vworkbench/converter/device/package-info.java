/**
 * Block devices of this host, as sources and as targets: what they are, what they hold, and whether one may be
 * overwritten.
 *
 * <p>Start with {@link org.p2vworkbench.converter.device.TargetCheck}, the rules. An operator reads them in
 * docs/devices.md.
 */
package org.p2vworkbench.converter.device;
