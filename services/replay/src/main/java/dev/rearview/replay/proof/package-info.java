/**
 * Proofs that an entry is in the log and that the log only ever grew.
 *
 * <p>Start reading at {@link dev.rearview.replay.proof.LogProofs}. The nodes of each world's Merkle
 * tree come in through {@code topology} from {@code rearview.leaves}, the signed checkpoints from
 * {@code rearview.checkpoints}; {@code api} hands out what is proven.
 */
@NullMarked
package dev.rearview.replay.proof;

import org.jspecify.annotations.NullMarked;
