package org.p2vworkbench.converter.vmx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/**
 * {@code |XX} in a VMX value: one byte, in hexadecimal, that could not be written as itself (quotes, bars, control
 * characters, and with some writers every byte above 0x7f). Several in a row are the bytes of one text in the encoding
 * of the file. A bar that two hexadecimal digits do not follow is a bar.
 */
final class VmxEscapes {

    private static final int LENGTH = 3;

    private VmxEscapes() {}

    static String resolve(String value, Charset charset) {
        if (value.indexOf('|') < 0) {
            return value;
        }
        StringBuilder resolved = new StringBuilder(value.length());
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        int at = 0;
        while (at < value.length()) {
            if (isEscape(value, at)) {
                run.write(Integer.parseInt(value, at + 1, at + LENGTH, 16));
                at += LENGTH;
            } else {
                resolved.append(run.toString(charset)).append(value.charAt(at));
                run.reset();
                at++;
            }
        }
        return resolved.append(run.toString(charset)).toString();
    }

    private static boolean isEscape(String value, int at) {
        return value.charAt(at) == '|'
                && at + LENGTH <= value.length()
                && isHex(value.charAt(at + 1))
                && isHex(value.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }
}
