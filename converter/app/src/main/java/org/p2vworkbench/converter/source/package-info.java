/**
 * What there is to convert: from the files and folders an operator names to machines with disks.
 *
 * <p>Start with {@link org.p2vworkbench.converter.source.SourceFinder}.
 */
package org.p2vworkbench.converter.source;
