/**
 * Signs what the log was at a moment, so that nobody can change its past unseen.
 *
 * <p>Start reading at {@link dev.rearview.ingestion.checkpoint.Keeper}; its keys lie in the file
 * that {@link dev.rearview.ingestion.checkpoint.KeyFile} reads. {@code topology} asks it for a
 * checkpoint of each world that changed.
 */
@NullMarked
package dev.rearview.ingestion.checkpoint;

import org.jspecify.annotations.NullMarked;
