package dev.rearview.engine.scan;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of a stream, as it was found.
 *
 * @param restart which start of the container wrote it; 0 for plain files
 * @param size bytes as they lie on the disk
 * @param fileKey what the file system knows the file by, null where it does not say
 */
public record Piece(
    Path path, int restart, long size, Instant lastModified, @Nullable Object fileKey) {}
