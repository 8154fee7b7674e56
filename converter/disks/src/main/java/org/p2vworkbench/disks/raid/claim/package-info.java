/**
 * From what single disks claim to a set: vendor-neutral.
 *
 * <p>A format reads each disk and makes {@link org.p2vworkbench.disks.raid.claim.Claim}s; those that name the same array
 * form a {@link org.p2vworkbench.disks.raid.claim.ClaimGroup}, which says who sits where, who is behind and who
 * contends. With a {@link org.p2vworkbench.disks.raid.claim.Geometry} that becomes bytes. Start with {@code Claim}.
 */
package org.p2vworkbench.disks.raid.claim;
