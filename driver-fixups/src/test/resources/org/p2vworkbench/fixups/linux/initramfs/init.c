/* Started by a kernel as /init: prints the file /proof on the console and switches the machine off. No library. */

static long call(long number, long a, long b, long c, long d) {
    long result;
    register long fourth __asm__("r10") = d;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth)
                     : "rcx", "r11", "memory");
    return result;
}

void _start(void) {
    char text[64];
    call(133 /* mknod */, (long)"/console", 0020600, 0x501, 0);
    long console = call(2 /* open */, (long)"/console", 1, 0, 0);
    long proof = call(2 /* open */, (long)"/proof", 0, 0, 0);
    long length = call(0 /* read */, proof, (long)text, sizeof(text), 0);
    call(1 /* write */, console, (long)text, length, 0);
    call(169 /* reboot */, 0xfee1dead, 672274793, 0x4321fedc, 0);
    for (;;) {
    }
}
