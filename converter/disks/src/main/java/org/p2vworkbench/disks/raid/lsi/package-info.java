/**
 * LSI MegaRAID IDE and SATA without a processor of its own, two formats: "$XIDE$" (v2) and "$_IDE$" (v3). Start with
 * {@link org.p2vworkbench.disks.raid.lsi.LsiFormat}; docs/formats/bios-raid.md has the fields and their sources. Later
 * ones write DDF.
 */
package org.p2vworkbench.disks.raid.lsi;
