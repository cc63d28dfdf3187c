/**
 * Sequences of rows: {@code MATCH … FOLLOWED BY … NOT FOLLOWED BY … WITHIN … BY …}.
 *
 * <p>Start at {@link dev.rearview.engine.sequence.SequenceMachine}: it takes rows in the order of
 * time (from {@code order}) and gives {@link dev.rearview.engine.sequence.SequenceMatch}es. It
 * holds one {@code KeyMachine} per key, which holds the beginnings of matches, each with its {@code
 * Run}s.
 */
@NullMarked
package dev.rearview.engine.sequence;

import org.jspecify.annotations.NullMarked;
