/**
 * Where the bytes of a disk are written: a file in some format, or a device. Start with
 * {@link org.p2vworkbench.disks.sink.DiskSink}; the qcow2 writer lives with its format.
 */
package org.p2vworkbench.disks.sink;
