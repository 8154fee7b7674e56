package org.p2vworkbench.agent.cli;

/** How the agent ends; the numbers are the same in all of the workbench. */
final class ExitStatus {

    static final int INTERNAL = 1;
    static final int UNREACHABLE = 10;
    static final int NOT_TRUSTED = 11;
    static final int SOURCE_READ = 12;

    private ExitStatus() {}
}
