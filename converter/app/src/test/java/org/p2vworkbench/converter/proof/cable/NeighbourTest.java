package org.p2vworkbench.converter.proof.cable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames as machines send them, written out by hand from the standards, and what is answered. */
class NeighbourTest {

    private static final String MACHINE = "525400a1b2c3";
    private static final String EVERYBODY = "ffffffffffff";
    private static final String US = "025032560001";

    /** Fixed part up to its options: a client of hardware address {@link #MACHINE}, transaction 0x3903f326. */
    private static final String DHCP = "01010600" + "3903f326" + "00008000" + "00000000".repeat(4) + MACHINE
            + "00".repeat(10 + 64 + 128) + "63825363";

    private final List<String> sent = new ArrayList<>();
    private final Neighbour neighbour =
            new Neighbour(new DhcpLease(3), frame -> sent.add(HexFormat.of().formatHex(frame.bytes())));

    @Test
    void isWhomeverTheMachineLooksFor() {
        take(EVERYBODY + MACHINE + "0806" + arp("0001", MACHINE, "c0a8010a", "000000000000", "c0a80101"));

        assertThat(sent)
                .containsExactly(filled(MACHINE + US + "0806" + arp("0002", US, "c0a80101", MACHINE, "c0a8010a")));
        assertThat(neighbour.addresses()).containsExactly(0xc0a8010a);
    }

    @Test
    void staysOnTheVlanItWasAskedIn() {
        take(EVERYBODY + MACHINE + "8100600a" + "0806" + arp("0001", MACHINE, "c0a8010a", "000000000000", "c0a80101"));

        assertThat(sent.get(0)).startsWith(MACHINE + US + "8100600a" + "0806");
    }

    @Test
    void saysNothingToOneThatLooksForItself() {
        take(EVERYBODY + MACHINE + "0806" + arp("0001", MACHINE, "00000000", "000000000000", "c0a8010a"));
        take(EVERYBODY + MACHINE + "0806" + arp("0001", MACHINE, "c0a8010a", "000000000000", "c0a8010a"));
        take(EVERYBODY + MACHINE + "0806" + arp("0001", MACHINE, "c0a8010b", "000000000000", "c0a8010a"));

        assertThat(sent).isEmpty();
    }

    @Test
    void asksInNobodysName() {
        neighbour.lookFor(0xc0a8010a);

        assertThat(sent)
                .containsExactly(
                        filled(EVERYBODY + US + "0806" + arp("0001", US, "00000000", "000000000000", "c0a8010a")));
    }

    @Test
    void lendsAnAddress() {
        take(udp("3501" + "01" + "ff"));

        String offer = sent.get(0);
        assertThat(offer).startsWith(EVERYBODY + US + "0800");
        assertThat(offer).contains("c00002fe" + "ffffffff" + "00430044");
        assertThat(offer).contains("02010600" + "3903f326" + "00008000" + "00000000" + "c000020d" + "c00002fe");
        assertThat(offer).contains("350102" + "3604c00002fe" + "330400015180" + "0104ffffff00" + "0304c00002fe" + "ff");
        assertThat(neighbour.addresses()).isEmpty();
    }

    @Test
    void acknowledgesWhatItOfferedAndNothingElse() {
        take(udp("350103" + "3204c000020d" + "3604c00002fe" + "ff"));
        take(udp("350103" + "3204c0a80105" + "ff"));
        take(udp("350103" + "3204c0a80105" + "3604c0a80101" + "ff"));

        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).contains("63825363" + "350105");
        assertThat(sent.get(1)).contains("63825363" + "350106");
    }

    @Test
    void anOpenPortIsToldAndLeftAlone() {
        learn();
        neighbour.knock(0xc0a8010a, 22);
        // The two sums were reckoned by another program.
        assertThat(sent.get(0))
                .isEqualTo(filled(MACHINE + US + "0800"
                        + "450000280000000040" + "06f677" + "c0a801fe" + "c0a8010a"
                        + "cb270016" + "50325600" + "00000000" + "50020400" + "b6190000"));

        take(tcp("0016cb27" + "11223344" + "50325601" + "6012" + "ffff00000000" + "020405b4"));

        assertThat(neighbour.answer(0xc0a8010a, 22)).contains(PortAnswer.State.OPEN);
        assertThat(sent.get(1)).contains("cb270016" + "50325601" + "00000000" + "5004");
    }

    @Test
    void aRefusalIsNoSilenceAndNoLastWord() {
        learn();
        take(tcp("0016cb27" + "00000000" + "50325601" + "5014" + "000000000000"));
        assertThat(neighbour.answer(0xc0a8010a, 22)).contains(PortAnswer.State.CLOSED);

        take(tcp("0016cb27" + "11223344" + "50325601" + "5012" + "ffff00000000"));
        assertThat(neighbour.answer(0xc0a8010a, 22)).contains(PortAnswer.State.OPEN);
    }

    @Test
    void whatAnswersNothingOfOursIsNoAnswer() {
        learn();
        take(tcp("0016cb27" + "11223344" + "50325602" + "5012" + "ffff00000000"));
        take(tcp("0016cb28" + "11223344" + "50325601" + "5012" + "ffff00000000"));

        assertThat(neighbour.answer(0xc0a8010a, 22)).isEmpty();
    }

    private void learn() {
        take(EVERYBODY + MACHINE + "0806" + arp("0001", MACHINE, "c0a8010a", "000000000000", "c0a8010a"));
    }

    private void take(String hex) {
        Frame.read(HexFormat.of().parseHex(hex)).ifPresent(neighbour::take);
    }

    private static String arp(String operation, String from, String fromAddress, String to, String toAddress) {
        return "0001" + "0800" + "0604" + operation + from + fromAddress + to + toAddress;
    }

    private static String filled(String hex) {
        return hex + "0".repeat(Math.max(0, 120 - hex.length()));
    }

    private static String udp(String options) {
        String message = DHCP + options;
        int bytes = message.length() / 2 + 8;
        return EVERYBODY + MACHINE + "0800"
                + "4500%04x000000004011".formatted(bytes + 20) + "0000" + "00000000" + "ffffffff"
                + "00440043%04x0000".formatted(bytes) + message;
    }

    private static String tcp(String segment) {
        return US + MACHINE + "0800"
                + "4500%04x000040004006".formatted(segment.length() / 2 + 20) + "0000" + "c0a8010a" + "c0a801fe"
                + segment;
    }
}
