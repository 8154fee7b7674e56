/**
 * OVF packages: a descriptor with its images beside it in a folder, or all of them in one tar file, an OVA.
 *
 * <p>Start with {@link org.p2vworkbench.converter.ova.OvfPackage}. Images inside an OVA are read where they lie, by
 * random access into the tar file; only gzip-compressed members are unpacked, into a scratch folder. Specification: DMTF
 * DSP0243 2.1.1, sections 5 to 7; POSIX.1-2017 pax for the tar.
 */
package org.p2vworkbench.converter.ova;
