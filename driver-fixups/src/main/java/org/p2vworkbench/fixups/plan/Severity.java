package org.p2vworkbench.fixups.plan;

/** How much a finding matters, the worst first. */
public enum Severity {
    BLOCKER,
    HIGH,
    MEDIUM,
    LOW,
    INFO
}
