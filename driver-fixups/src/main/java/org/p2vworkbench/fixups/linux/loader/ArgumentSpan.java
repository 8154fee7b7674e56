package org.p2vworkbench.fixups.linux.loader;

/** A command line inside a longer line, edited in place. */
final class ArgumentSpan {

    private ArgumentSpan() {}

    /** The line with what is between two places edited; untouched, spacing included, when the edit changes nothing. */
    static String edit(String line, int from, int to, boolean initramfs, ArgumentEdit edit) {
        KernelArguments before = KernelArguments.of(line.substring(from, to));
        KernelArguments after = edit.edit(before, initramfs);
        return after.equals(before) ? line : line.substring(0, from) + after + line.substring(to);
    }
}
