/**
 * What a Linux guest is, read from its files. {@link org.p2vworkbench.fixups.linux.facts.LinuxInspection} asks, {@link
 * org.p2vworkbench.fixups.linux.facts.LinuxGuest} is the answer. Nothing is decided here.
 */
package org.p2vworkbench.fixups.linux.facts;
