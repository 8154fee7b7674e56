package org.p2vworkbench.disks.raid.detect;

import java.util.List;
import org.p2vworkbench.disks.raid.adaptec.AdaptecFormat;
import org.p2vworkbench.disks.raid.content.ContentJudge;
import org.p2vworkbench.disks.raid.ddf.DdfFormat;
import org.p2vworkbench.disks.raid.highpoint.HighpointFormat;
import org.p2vworkbench.disks.raid.imsm.ImsmFormat;
import org.p2vworkbench.disks.raid.jmicron.JmicronFormat;
import org.p2vworkbench.disks.raid.lsi.LsiFormat;
import org.p2vworkbench.disks.raid.md.MdFormat;
import org.p2vworkbench.disks.raid.nvidia.NvidiaFormat;
import org.p2vworkbench.disks.raid.promise.PromiseFormat;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.sil.SilFormat;
import org.p2vworkbench.disks.raid.sis.SisFormat;
import org.p2vworkbench.disks.raid.via.ViaFormat;

/** Every family of metadata there is, the best known first. A new family is one line here. */
final class RaidFormats {

    private RaidFormats() {}

    static List<RaidFormat> ofGuests() {
        return List.of(new MdFormat());
    }

    static List<RaidFormat> all() {
        return List.of(
                new MdFormat(),
                new DdfFormat(new ContentJudge()),
                new ImsmFormat(new ContentJudge()),
                new AdaptecFormat(),
                new HighpointFormat(),
                new JmicronFormat(),
                new LsiFormat(),
                new NvidiaFormat(),
                new PromiseFormat(),
                new SilFormat(),
                new SisFormat(),
                new ViaFormat());
    }
}
