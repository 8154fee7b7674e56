package org.p2vworkbench.disks.volume.lvm;

import java.util.Random;

/** Texts of small groups and their bytes: extents of 64 KiB, physical volumes of 32 of them. */
final class LvmSamples {

    static final int EXTENT = 64 << 10;
    static final int PV_EXTENTS = 32;
    static final int PV_BYTES = (1 << 20) + PV_EXTENTS * EXTENT;

    private LvmSamples() {}

    static String pvId(int number) {
        return "pvuuid-aaaa-bbbb-cccc-dddd-eeee-ffff%02d".formatted(number);
    }

    static String vg(String id, int seqno, int pvs, String... volumes) {
        StringBuilder text = new StringBuilder(
                "vg {\nid = \"%s\"\nseqno = %d\nformat = \"lvm2\" # informational\n".formatted(id, seqno));
        text.append("status = [\"RESIZEABLE\", \"READ\"]\nflags = []\nextent_size = 128\nphysical_volumes {\n");
        for (int i = 0; i < pvs; i++) {
            text.append(
                    "pv%d { id = \"%s\" device = \"/dev/sd%c\" flags = [] dev_size = %d pe_start = 2048 pe_count = %d }\n"
                            .formatted(i, pvId(i), 'a' + i, PV_BYTES / 512, PV_EXTENTS));
        }
        text.append("}\nlogical_volumes {\n").append(String.join("", volumes)).append("}\n}\n");
        return text.append("contents = \"Text Format Volume Group\"\nversion = 1\ncreation_time = 1795265465\n")
                .toString();
    }

    static String lv(String name, String status, String... segments) {
        StringBuilder text = new StringBuilder("%s {\nid = \"lv-%s\"\nstatus = [%s]\n".formatted(name, name, status));
        for (int i = 0; i < segments.length; i++) {
            text.append("segment%d {\n%s\n}\n".formatted(i + 1, segments[i]));
        }
        return text.append("}\n").toString();
    }

    static String visible(String name, String... segments) {
        return lv(name, "\"READ\", \"VISIBLE\"", segments);
    }

    static String hidden(String name, String... segments) {
        return lv(name, "\"READ\"", segments);
    }

    static String linear(int start, int count, String pv, int extent) {
        return "start_extent = %d\nextent_count = %d\ntype = \"striped\"\nstripe_count = 1\nstripes = [\n\"%s\", %d\n]"
                .formatted(start, count, pv, extent);
    }

    static String striped(int start, int count, int chunkSectors, String stripes) {
        return "start_extent = %d\nextent_count = %d\ntype = \"striped\"\nstripe_count = 2\nstripe_size = %d\nstripes = [%s]"
                .formatted(start, count, chunkSectors, stripes);
    }

    static String raid(String type, int count, String more, String raids, int devices) {
        return "start_extent = 0\nextent_count = %d\ntype = \"%s\"\ndevice_count = %d\n%s\nraids = [%s]"
                .formatted(count, type, devices, more, raids);
    }

    static byte[] random(int seed, int extents) {
        byte[] bytes = new byte[extents * EXTENT];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
