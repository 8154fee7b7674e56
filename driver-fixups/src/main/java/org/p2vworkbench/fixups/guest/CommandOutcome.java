package org.p2vworkbench.fixups.guest;

/**
 * How a program of the guest ended.
 *
 * @param output what it said; when it failed, what is known of why
 */
public record CommandOutcome(Ending ending, String output) {

    /** The ways to end. */
    public enum Ending {
        SUCCESS,
        FAILURE,
        /** It went on beyond its limit and was ended, and the appliance with it: nothing more can be done there. */
        HUNG
    }

    public boolean succeeded() {
        return ending == Ending.SUCCESS;
    }

    public boolean hung() {
        return ending == Ending.HUNG;
    }
}
