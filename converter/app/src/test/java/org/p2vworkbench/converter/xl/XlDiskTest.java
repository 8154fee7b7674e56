package org.p2vworkbench.converter.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlDiskTest {

    private static final XlDevice HDA = new XlDevice("hd", 0, 0);

    /** xl-disk-configuration(5) says of these that they are equivalent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/vg/guest-volume,,hda",
                "/dev/vg/guest-volume,raw,hda,rw",
                "format=raw, vdev=hda, access=rw, target=/dev/vg/guest-volume",
                "raw:/dev/vg/guest-volume,hda,w",
                "phy:/dev/vg/guest-volume,hda,w",
                "phy:vg/guest-volume,hda,w",
                "tap:aio:/dev/vg/guest-volume,hda:disk,w",
                "tap2:tapdisk:aio:/dev/vg/guest-volume,hda,w"
            })
    void waysToSayTheSame(String item) throws XlDisk.Unfit {
        XlDisk disk = XlDisk.parse(item);

        assertThat(disk.path()).isEqualTo("/dev/vg/guest-volume");
        assertThat(disk.format()).isEqualTo("raw");
        assertThat(disk.device()).isEqualTo(HDA);
        assertThat(disk.cdrom()).isFalse();
        assertThat(disk.remote()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/root/image.iso,,hdc,cdrom",
                "/root/image.iso,,hdc,,cdrom",
                "/root/image.iso,raw,hdc,devtype=cdrom",
                "format=raw, vdev=hdc, access=ro, devtype=cdrom, target=/root/image.iso",
                "raw:/root/image.iso,hdc:cdrom,ro",
                ",hdc:cdrom,r"
            })
    void drivesForDiscs(String item) throws XlDisk.Unfit {
        XlDisk disk = XlDisk.parse(item);

        assertThat(disk.cdrom()).isTrue();
        assertThat(disk.device()).isEqualTo(new XlDevice("hd", 2, 0));
    }

    @Test
    void targetByNameTakesCommasAndColons() throws XlDisk.Unfit {
        XlDisk disk = XlDisk.parse("vdev=xvdb,format=qcow2,target=/a,b:c.qcow2");

        assertThat(disk.path()).isEqualTo("/a,b:c.qcow2");
        assertThat(disk.format()).isEqualTo("qcow2");
    }

    @Test
    void whatOnlyTheOldHostReachesIsKnown() throws XlDisk.Unfit {
        assertThat(XlDisk.parse("drbd:web,xvda,w").remote()).contains("block-drbd");
        assertThat(XlDisk.parse("vdev=hdb,target=rbd:pool/image").remote()).contains("rbd");
        assertThat(XlDisk.parse("script=block-iscsi,vdev=xvda,target=iqn=x").remote())
                .contains("block-iscsi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a,raw,xvda,rw,more|has more than target, format, vdev and access: 'more'",
                "/a,raw|does not say which device it is",
                "/a,raw,vdx|names the device 'vdx', expected one like xvda, sda1 or hdc",
                "/a,vmdk,xvda|has the format 'vmdk', expected one of raw",
                "/a,raw,xvda,rx|has the access 'rx', expected r or w",
                "vdev=xvda,vdev=xvdb,target=/a|has vdev twice",
                "phy:,xvda,w|names no file or device for xvda"
            })
    void unfitItemsAreExplained(String item, String why) {
        assertThatThrownBy(() -> XlDisk.parse(item)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "xvda1,xvd,0,1",
        "/dev/sdb,sd,1,0",
        "hdd7,hd,3,7",
        "xvdaa3,xvd,26,3",
        "d2p4,xvd,2,4",
        "0xca01,xvd,0,1",
        "51729,xvd,1,1",
        "2049,sd,0,1",
        "768,hd,0,0",
        "0x10000203,xvd,2,3"
    })
    void devicesByAnyName(String written, String kind, int disk, int partition) {
        assertThat(XlDevice.parse(written)).contains(new XlDevice(kind, disk, partition));
    }

    @Test
    void ideComesFirstAndScsiLast() {
        List<XlDevice> sorted = Stream.of("sda", "xvdb", "xvda", "hda")
                .map(XlDevice::parse)
                .map(Optional::orElseThrow)
                .sorted()
                .toList();

        assertThat(sorted).extracting(XlDevice::toString).containsExactly("hda", "xvda", "xvdb", "sda");
    }
}
