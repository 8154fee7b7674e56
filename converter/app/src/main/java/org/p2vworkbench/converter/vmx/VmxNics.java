package org.p2vworkbench.converter.vmx;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;

/** The network cards of a VMX file: {@code ethernet0} and so on. */
final class VmxNics {

    private static final Pattern PRESENT = Pattern.compile("ethernet(\\d{1,3})\\.present");

    private VmxNics() {}

    static List<Nic> of(VmxFile file) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String key : file.keys()) {
            Matcher found = PRESENT.matcher(key);
            if (found.matches() && file.isTrue(key)) {
                numbers.add(Integer.parseInt(found.group(1)));
            }
        }
        return numbers.stream().map(number -> nic(file, "ethernet" + number)).toList();
    }

    private static Nic nic(VmxFile file, String card) {
        return new Nic(
                mac(file, card),
                file.text(card + ".virtualDev")
                        .map(dev -> model(file, card, dev))
                        .orElse(NicModel.UNKNOWN),
                file.text(card + ".networkName"),
                !file.isFalse(card + ".startConnected"));
    }

    /** {@code vmxnet} with the features that tell its second version (libvirt, src/vmx/vmx.c, virVMXParseEthernet). */
    private static NicModel model(VmxFile file, String card, String virtualDev) {
        boolean second = virtualDev.equalsIgnoreCase("vmxnet")
                && file.text(card + ".features").filter("15"::equals).isPresent();
        return second ? NicModel.VMXNET2 : NicModel.of(virtualDev);
    }

    /** The static address where one is set, else the one VMware or vCenter generated. */
    private static Optional<MacAddress> mac(VmxFile file, String card) {
        Optional<MacAddress> set = file.text(card + ".address").flatMap(MacAddress::parse);
        Optional<MacAddress> generated = file.text(card + ".generatedAddress").flatMap(MacAddress::parse);
        boolean isGenerated = file.text(card + ".addressType")
                .filter(type -> type.equalsIgnoreCase("generated") || type.equalsIgnoreCase("vpx"))
                .isPresent();
        return isGenerated ? generated.or(() -> set) : set.or(() -> generated);
    }
}
