/**
 * Makes the event log tamper-evident and tells what was done to it.
 *
 * <p>Start reading at {@link dev.rearview.integrity.LeafEncoding}, the frozen bytes that stand for
 * an event; {@link dev.rearview.integrity.HashChain} joins them into a chain, which the sequencer
 * writes. {@link dev.rearview.integrity.ChainVerifier} is separate code that recomputes a chain
 * from what it is given and names the damage; {@code export} feeds it from an NDJSON export, {@code
 * tree} is the Merkle tree over the same leaves, and {@code note} is what is signed about it.
 */
@NullMarked
package dev.rearview.integrity;

import org.jspecify.annotations.NullMarked;
