package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a line says.
 *
 * @param time null where it says none
 * @param level null where it says none that is known
 * @param levelText the level as it is written
 * @param message null where the line has no message of its own
 * @param fields everything else that has a name; not to be changed any more
 */
public record ParsedLine(
    @Nullable EventTime time,
    @Nullable Level level,
    @Nullable String levelText,
    @Nullable String message,
    FieldMap fields) {}
