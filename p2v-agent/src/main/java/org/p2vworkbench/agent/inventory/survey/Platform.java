package org.p2vworkbench.agent.inventory.survey;

/**
 * What the machine is as a whole.
 *
 * @param firmware "BIOS" or "UEFI"
 * @param tpm version of the trusted platform module, "none" without one
 * @param hypervisor "none" on iron, else which: "vmware", "kvm", "hyper-v", "xen", "virtualbox", "unknown hypervisor"
 * @param managementController how the machine speaks to its own: "KCS"; "none" without one
 */
public record Platform(
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
        Fact<String> managementController) {}
