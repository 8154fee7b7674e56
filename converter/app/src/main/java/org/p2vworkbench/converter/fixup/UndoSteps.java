package org.p2vworkbench.converter.fixup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.fixups.plan.Undo;

/** The file with the steps that take a repair back. */
final class UndoSteps {

    private static final TypeReference<List<Undo>> STEPS = new TypeReference<>() {};

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addMixIn(Undo.class, Kinds.class).build();

    private UndoSteps() {}

    /** Steps say in the document what kind they are. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Undo.RestoreFile.class, name = "restore-file"),
        @JsonSubTypes.Type(value = Undo.RemoveFile.class, name = "remove-file"),
        @JsonSubTypes.Type(value = Undo.RecreateFile.class, name = "recreate-file"),
        @JsonSubTypes.Type(value = Undo.RecreateLink.class, name = "recreate-link"),
        @JsonSubTypes.Type(value = Undo.RestoreValue.class, name = "restore-value"),
        @JsonSubTypes.Type(value = Undo.RemoveValue.class, name = "remove-value"),
        @JsonSubTypes.Type(value = Undo.RemoveKey.class, name = "remove-key"),
        @JsonSubTypes.Type(value = Undo.RestoreSectors.class, name = "restore-sectors"),
        @JsonSubTypes.Type(value = Undo.Several.class, name = "several"),
    })
    private interface Kinds {}

    static void write(Path file, List<Undo> steps) throws IOException {
        DurableFile.write(
                file, MAPPER.writerFor(STEPS).withDefaultPrettyPrinter().writeValueAsString(steps) + "\n");
    }

    static List<Undo> read(Path file) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), STEPS);
        } catch (JsonProcessingException malformed) {
            throw new DiskFormatException(
                    new DiskAddress(file.toString(), 0),
                    "is not what this program writes: " + malformed.getOriginalMessage(),
                    "It was damaged or edited; restore it, or convert into another folder.",
                    malformed);
        }
    }
}
