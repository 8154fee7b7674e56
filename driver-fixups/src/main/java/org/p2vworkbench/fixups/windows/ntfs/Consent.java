package org.p2vworkbench.fixups.windows.ntfs;

/** What an operator allows to be lost, so that a Windows can be changed that was not shut down in order. */
public enum Consent {
    /** The session that Windows saved when it hibernated, or for a fast start. */
    DISCARD_HIBERNATION,
    /** What the journal of an NTFS holds that was not closed. */
    DIRTY_NTFS
}
