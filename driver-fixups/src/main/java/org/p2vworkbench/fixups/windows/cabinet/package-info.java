/**
 * Files out of Microsoft cabinets, in which Windows 2000, XP and 2003 keep the drivers that they do not use, and out of
 * the single compressed files of their discs ({@code atapi.sy_}). Start with {@link
 * org.p2vworkbench.fixups.windows.cabinet.Cabinet}; {@link org.p2vworkbench.fixups.windows.cabinet.PackedFile} is for single
 * files; {@code LzxBlocks} is the compression that nearly all of them have.
 *
 * <p>Specification: [MS-CAB] "Cabinet File Format", [MS-MCI] "MSZIP Compression", and for LZX "Microsoft LZX Data
 * Compression Format" (1997) as corrected by [MS-PATCH] section 2. See {@code docs/formats/cabinet.md}.
 */
package org.p2vworkbench.fixups.windows.cabinet;
