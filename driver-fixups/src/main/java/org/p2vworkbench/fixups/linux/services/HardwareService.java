package org.p2vworkbench.fixups.linux.services;

import java.util.List;

/** What is installed on servers for their own hardware, by the names of its services. */
enum HardwareService {
    /** First, because one whose hardware is gone may fall back to software and reset the machine. */
    WATCHDOG("a watchdog", "hp-asrd", "bmc-watchdog", "watchdog", "wd_keepalive", "hpasm"),
    HP(
            "HP's management software",
            "hp-health",
            "hp-snmp-agents",
            "hpsmhd",
            "hp-ams",
            "amsd",
            "ahslog",
            "smad",
            "cpqIde",
            "cmhp",
            "hp-ilo",
            "hpvca"),
    DELL(
            "Dell's management software",
            "dataeng",
            "dsm_om_connsvc",
            "dsm_om_shrsvc",
            "dsm_sa_datamgrd",
            "dsm_sa_eventmgrd",
            "dsm_sa_snmpd",
            "instsvcdrv",
            "dcismeng",
            "racsvc"),
    IBM("IBM's management software", "ibmspd", "ibmasm", "tier1slp"),
    FUJITSU("Fujitsu's management software", "srvmagt", "srvmagt_scs", "eecd"),
    RAID(
            "a RAID controller's monitor",
            "vivaldiframeworkd",
            "mrmonitor",
            "msm_profile",
            "stor_agent",
            "3dmd",
            "3dm2",
            "cciss_vol_status",
            "megaraidsas-status",
            "mpt-statusd",
            "aacraid-statusd"),
    BOARD(
            "a monitor of the mainboard",
            "ipmi",
            "ipmievd",
            "openipmi",
            "smartd",
            "smartmontools",
            "mcelog",
            "edac",
            "lm_sensors",
            "lm-sensors",
            "fancontrol",
            "thermald"),
    PATHS("software for several paths to a disk", "multipathd", "multipath-tools", "PowerPath", "emcp_mond"),
    HYPERVISOR(
            "another hypervisor's guest tools",
            "vmtoolsd",
            "open-vm-tools",
            "vmware-tools",
            "vmware-tools-thinprint",
            "vgauthd",
            "vboxadd",
            "vboxadd-service",
            "vboxadd-x11",
            "vboxservice",
            "virtualbox-guest-utils",
            "xe-linux-distribution",
            "xe-daemon",
            "xendomains",
            "prltoolsd",
            "hypervkvpd",
            "hypervvssd",
            "hypervfcopyd",
            "hv-kvp-daemon",
            "hv-vss-daemon",
            "hv-fcopy-daemon"),
    /** Asks at the console about network cards that are new to it, and switches off those that are gone. */
    NEW_HARDWARE("a search for new hardware at every start", "kudzu");

    private final String title;
    private final List<String> services;

    HardwareService(String title, String... services) {
        this.title = title;
        this.services = List.of(services);
    }

    String title() {
        return title;
    }

    List<String> services() {
        return services;
    }
}
