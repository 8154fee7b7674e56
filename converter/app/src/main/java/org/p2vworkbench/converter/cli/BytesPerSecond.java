package org.p2vworkbench.converter.cli;

import org.p2vworkbench.converter.ingest.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A limit as it is typed: "50M" is 50 MiB a second, "5M@08:00-18:00,50M" less of them in office hours. */
final class BytesPerSecond implements ITypeConverter<Limits> {

    @Override
    public Limits convert(String text) {
        try {
            return Limits.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(malformed.getMessage());
        }
    }
}
