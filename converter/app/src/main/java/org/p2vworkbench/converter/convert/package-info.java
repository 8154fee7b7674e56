/**
 * Disk images become machine folders: the first complete job.
 *
 * <p>Start with {@link org.p2vworkbench.converter.convert.Batch}, many machines, then {@code Conversion}, the steps of
 * one. Each step is a class: inputs in the constructor, one method, a record as its result.
 */
package org.p2vworkbench.converter.convert;
