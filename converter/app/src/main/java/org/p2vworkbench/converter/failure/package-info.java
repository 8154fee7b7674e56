/**
 * How a run can fail: one exception type per exit code, each saying what happened, where, and what to do next.
 *
 * <p>Start with {@link org.p2vworkbench.converter.failure.ExitCode}, the codes callers and scripts rely on, then
 * {@link org.p2vworkbench.converter.failure.Failure}. What a disk's own bytes get wrong is
 * {@link org.p2vworkbench.disks.DiskFormatException} and needs no translation.
 */
package org.p2vworkbench.converter.failure;
