package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the appliance when a program of the guest does not. The library waits for a command without limit, and has no
 * call that ends one; its virtual machine can be ended.
 */
final class Watchdog implements Closeable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "guest-command-limit");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean fired;

    Watchdog(GuestFS handle, Duration limit) throws LibGuestFSException {
        long virtualMachine = handle.get_pid();
        timer.schedule(
                () -> {
                    fired = true;
                    ProcessHandle.of(virtualMachine).ifPresent(ProcessHandle::destroyForcibly);
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
