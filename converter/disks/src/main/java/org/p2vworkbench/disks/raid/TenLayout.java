package org.p2vworkbench.disks.raid;

/**
 * How many copies of a chunk there are, and where (Linux drivers/md/raid10.c, md(4)).
 *
 * <pre>
 *   near=2, 4 members     far=2, 4 members      offset=2, 4 members    near=2, 3 members
 *   A  A  B  B            A  B  C  D            A  B  C  D             A  A  B
 *   C  C  D  D            ... half the member   D  A  B  C             B  C  C
 *                         D  A  B  C            E  F  G  H             D  D  E
 * </pre>
 *
 * @param near copies beside one another
 * @param far copies a part of the member further on, each shifted by the near copies
 * @param offset the far copies follow in the next rows instead
 */
public record TenLayout(int near, int far, boolean offset) {

    public TenLayout {
        if (near < 1 || far < 1 || near > 255 || far > 255) {
            throw new IllegalArgumentException("%d near and %d far copies".formatted(near, far));
        }
    }

    public int copies() {
        return near * far;
    }

    /** As mdadm(8) has it: "near=2", "far=2", "offset=2"; combined ones as "near=2,far=2". */
    public String label() {
        String farLabel = (offset ? "offset=" : "far=") + far;
        if (far == 1) {
            return "near=" + near;
        }
        return near == 1 ? farLabel : "near=" + near + "," + farLabel;
    }
}
