/**
 * What is on the disks of a machine that nobody has converted yet: images, partition tables, partitions, filesystems.
 *
 * <p>Start with {@link org.p2vworkbench.converter.inspect.Inspection}; it returns a tree of
 * {@link org.p2vworkbench.converter.inspect.Node}, whose shape docs/inspect.md describes. Nothing is written.
 */
package org.p2vworkbench.converter.inspect;
