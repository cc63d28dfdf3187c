/**
 * The RFC 6962 Merkle tree over a log's leaves.
 *
 * <p>Start reading at {@link dev.rearview.integrity.tree.CompactRange}, which grows with the log
 * and knows the root of every size on the way; {@link dev.rearview.integrity.tree.TileWriter} keeps
 * the nodes that proofs need, {@link dev.rearview.integrity.tree.Proofs} makes inclusion and
 * consistency proofs from them, and {@link dev.rearview.integrity.tree.ProofVerifier} checks those
 * with nothing but hashes.
 */
@NullMarked
package dev.rearview.integrity.tree;

import org.jspecify.annotations.NullMarked;
