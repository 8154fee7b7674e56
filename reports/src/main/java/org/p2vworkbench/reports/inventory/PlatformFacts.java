package org.p2vworkbench.reports.inventory;

/**
 * What the machine is as a whole.
 *
 * @param firmware "BIOS" or "UEFI"
 * @param tpm version of the trusted platform module, "none" without one
 * @param hypervisor "none" on iron
 */
public record PlatformFacts(
        Fact<String> vendor,
        Fact<String> model,
        Fact<String> version,
        Fact<String> serial,
        Fact<String> uuid,
        Fact<String> board,
        Fact<String> chassis,
        Fact<String> biosVendor,
        Fact<String> biosVersion,
        Fact<String> biosDate,
        Fact<String> firmware,
        Fact<Boolean> secureBoot,
        Fact<String> tpm,
        Fact<String> hypervisor,
        Fact<String> managementController) {

    public PlatformFacts {
        vendor = Missing.fact(vendor);
        model = Missing.fact(model);
        version = Missing.fact(version);
        serial = Missing.fact(serial);
        uuid = Missing.fact(uuid);
        board = Missing.fact(board);
        chassis = Missing.fact(chassis);
        biosVendor = Missing.fact(biosVendor);
        biosVersion = Missing.fact(biosVersion);
        biosDate = Missing.fact(biosDate);
        firmware = Missing.fact(firmware);
        secureBoot = Missing.fact(secureBoot);
        tpm = Missing.fact(tpm);
        hypervisor = Missing.fact(hypervisor);
        managementController = Missing.fact(managementController);
    }

    static PlatformFacts nothing() {
        return new PlatformFacts(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Year in which the firmware was made, as a guess at the machine's age: "03/26/2007", "2007-03-26". */
    public Fact<Integer> year() {
        return biosDate.is(date -> date.matches(".*(19[89]|20[0-9])[0-9].*"))
                ? biosDate.map(date -> Integer.valueOf(date.replaceAll("^.*?((19[89]|20[0-9])[0-9]).*$", "$1")))
                : Fact.unknown("the firmware has no date");
    }
}
