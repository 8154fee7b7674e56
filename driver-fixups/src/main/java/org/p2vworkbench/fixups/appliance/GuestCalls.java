package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls of the library whose failure is one of the guest's. The library says in words only what went wrong. */
final class GuestCalls {

    private GuestCalls() {}

    /** A call that answers. */
    interface Question<T> {
        T ask() throws LibGuestFSException;
    }

    /** A call that does. */
    interface Order {
        void give() throws LibGuestFSException;
    }

    /** @param subject for the message: the path or device it is about */
    static <T> T ask(String subject, Question<T> question) throws GuestReadException {
        try {
            return question.ask();
        } catch (LibGuestFSException failure) {
            throw unusable(subject, failure);
        }
    }

    /** @param subject for the message: the path or device it is about */
    static void order(String subject, Order order) throws GuestReadException {
        try {
            order.give();
        } catch (LibGuestFSException failure) {
            throw unusable(subject, failure);
        }
    }

    /** An answer that may be missing, for want of one or of a call that gives it. */
    static String orEmpty(Question<String> question) {
        try {
            return Optional.ofNullable(question.ask()).orElse("");
        } catch (LibGuestFSException unknown) {
            return "";
        }
    }

    static GuestReadException unusable(String subject, LibGuestFSException failure) {
        if (String.valueOf(failure.getMessage()).contains("Read-only file system")) {
            return new GuestReadException(
                    "%s of the guest cannot be changed: %s".formatted(subject, failure.getMessage()),
                    "the driver lets nobody write to this filesystem: start the old machine, have it check the filesystem,"
                            + " shut it down in full, and convert again.",
                    failure);
        }
        return new GuestReadException(
                "%s of the guest cannot be used: %s".formatted(subject, failure.getMessage()),
                "the filesystem may be damaged or full; 'p2v convert --no-fixup' copies the whole disk all the same.",
                failure);
    }

    static boolean saysNothingIsThere(LibGuestFSException failure) {
        String message = String.valueOf(failure.getMessage());
        return Stream.of("No such file or directory", "Not a directory", ": not found")
                .anyMatch(message::contains);
    }
}
