/**
 * Finished machines handed to libvirt and taken back. Start with
 * {@link org.p2vworkbench.converter.define.DefineMachine}; {@link org.p2vworkbench.converter.define.Virsh} is how libvirt
 * is spoken to.
 */
package org.p2vworkbench.converter.define;
