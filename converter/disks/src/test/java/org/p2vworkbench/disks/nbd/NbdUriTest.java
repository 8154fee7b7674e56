package org.p2vworkbench.disks.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.DiskFormatException;

final class NbdUriTest {

    @Test
    void hostPortAndExport() throws Exception {
        NbdUri uri = NbdUri.parse("nbd://kvm1:10810/old%20disk");

        assertThat(uri.address()).isEqualTo(InetSocketAddress.createUnresolved("kvm1", 10810));
        assertThat(uri.exportName()).isEqualTo("old disk");
    }

    @Test
    void portAndExportMayBeLeftOut() throws Exception {
        NbdUri uri = NbdUri.parse("nbd://[::1]");

        assertThat(uri.address()).isEqualTo(InetSocketAddress.createUnresolved("::1", 10809));
        assertThat(uri.exportName()).isEmpty();
    }

    @Test
    void localSocket() throws Exception {
        NbdUri uri = NbdUri.parse("nbd+unix:///sda?socket=/run/a%20b+c.sock");

        assertThat(uri.address()).isEqualTo(UnixDomainSocketAddress.of("/run/a b+c.sock"));
        assertThat(uri.exportName()).isEqualTo("sda");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nbds://host/x", "nbd:///x", "nbd+unix:///x", "nbd+vsock://1/x", "nbd://a b/", "file.qcow2"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> NbdUri.parse(text))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(text)
                .extracting("next")
                .asString()
                .contains("nbd://HOST:PORT/EXPORT");
    }

    @Test
    void fileNamesDoNotLookLikeAddresses() {
        assertThat(NbdUri.looksLike("disk.vmdk")).isFalse();
        assertThat(NbdUri.looksLike("nbds://host/x")).isTrue();
    }
}
