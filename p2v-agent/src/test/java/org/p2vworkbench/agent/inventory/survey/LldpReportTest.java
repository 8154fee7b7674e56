package org.p2vworkbench.agent.inventory.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape is that of lldpd 1.0's json0 format: whatever there may be several of is a list. */
class LldpReportTest {

    private static final String HEARD = """
            {"lldp":[{"interface":[
              {"name":"eth0","via":"LLDP","rid":"1","age":"0 day, 00:01:02",
               "chassis":[{"id":[{"type":"mac","value":"00:1b:21:00:00:02"}],"name":[{"value":"sw-rack4"}],
                           "descr":[{"value":"ProCurve\\n J9145A"}]}],
               "port":[{"id":[{"type":"ifname","value":"Gi1/0/7"}],"descr":[{"value":"old ERP"}]}],
               "vlan":[{"vlan-id":"20","pvid":"yes","value":"servers"},{"vlan-id":"<b>","value":"x"}]},
              {"name":"eth1","via":"LLDP","chassis":[{"id":[{"type":"mac","value":"00:1b:21:00:00:03"}]}],"port":[{}]}]}]}
            """;

    @Test
    void neighbourIsTheSwitchAndItsPort() {
        assertThat(LldpReport.read(HEARD).of("eth0"))
                .contains(new Nic.Neighbour("sw-rack4", "ProCurve J9145A", "Gi1/0/7", "old ERP", List.of("20")));
    }

    @Test
    void switchWithoutANameIsItsAddress() {
        assertThat(LldpReport.read(HEARD).of("eth1"))
                .contains(new Nic.Neighbour("00:1b:21:00:00:03", "", "", "", List.of()));
    }

    @Test
    void whatSaysNothingIsNoNeighbour() {
        for (String nonsense :
                List.of("", "{}", "[]", "null", "{\"lldp\":[{\"interface\":4}]}", "connection refused")) {
            assertThat(LldpReport.read(nonsense).of("eth0")).as(nonsense).isEmpty();
        }
        assertThat(LldpReport.read(HEARD).of("eth2")).isEmpty();
    }
}
