package org.p2vworkbench.converter.libvirt;

/** One word of a POSIX shell command (POSIX.1-2017, XCU 2.2.2): in single quotes nothing is special but their end. */
final class ShellWord {

    private ShellWord() {}

    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero byte cannot be passed to a program");
        }
        return text.matches("[A-Za-z0-9_.,=:/+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A value inside one of qemu's comma-separated options, where a comma is written twice. */
    static String optionValue(String text) {
        return text.replace(",", ",,");
    }
}
