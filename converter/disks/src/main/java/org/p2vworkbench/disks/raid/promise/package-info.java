/**
 * Promise FastTrak, and FreeBSD's own array of the same shape. Start with
 * {@link org.p2vworkbench.disks.raid.promise.PromiseFormat}; docs/formats/bios-raid.md has the fields and their sources.
 */
package org.p2vworkbench.disks.raid.promise;
