/**
 * What the log's keeper signs: notes in the form of the C2SP specification signed-note, among them
 * checkpoints (C2SP tlog-checkpoint) and the records of prunings.
 *
 * <p>Start reading at {@link dev.rearview.integrity.note.SignedNote}. A {@link
 * dev.rearview.integrity.note.NoteSigner} signs, a {@link dev.rearview.integrity.note.VerifierKey}
 * verifies; {@link dev.rearview.integrity.note.Checkpoint} and {@link
 * dev.rearview.integrity.note.PruneRecord} are what the texts say.
 */
@NullMarked
package dev.rearview.integrity.note;

import org.jspecify.annotations.NullMarked;
