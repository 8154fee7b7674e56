/**
 * Recovery sets: folders that hold a machine's disks so that Clonezilla restores them, and that prove what is in them.
 *
 * <p>Start with {@link org.p2vworkbench.converter.recovery.WriteSet}, which is given what
 * {@link org.p2vworkbench.converter.recovery.PlanSet} decided; {@link org.p2vworkbench.converter.recovery.VerifySet} reads
 * a set back. The format is Clonezilla's (docs/recovery.md, after clonezilla 5.3.17 and 5.18.1, ocs-functions).
 */
package org.p2vworkbench.converter.recovery;
