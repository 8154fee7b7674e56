package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * The check of a package that several machines come from, made for the first of them. The others wait for its result
 * and share it; only a check that was interrupted is made again.
 */
final class VerifiedOnce implements MachineSource.IntegrityCheck {

    private final MachineSource.IntegrityCheck check;
    private boolean made;
    private IOException failure;

    VerifiedOnce(MachineSource.IntegrityCheck check) {
        this.check = check;
    }

    @Override
    public synchronized void verify() throws IOException {
        if (!made) {
            make();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void make() throws IOException {
        try {
            check.verify();
        } catch (InterruptedIOException interrupt) {
            throw interrupt;
        } catch (IOException different) {
            failure = different;
        }
        made = true;
    }
}
