/**
 * Single files out of a machine that is off, without converting it first: list them, print one, get a folder.
 *
 * <p>Start with {@link org.p2vworkbench.converter.files.OpenGuest}, then
 * {@link org.p2vworkbench.converter.files.GuestPlaces}, which finds what an operator's path means. Everything from
 * inside a guest is hostile; {@code HostFolder} is the one place where it becomes a path of this host.
 */
package org.p2vworkbench.converter.files;
