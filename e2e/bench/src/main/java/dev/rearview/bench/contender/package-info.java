/**
 * Who answers: the engine in its two forms ({@link dev.rearview.bench.contender.Form}) and its
 * peers ({@link dev.rearview.bench.contender.Peers} finds them). Each answer is read back as an
 * {@link dev.rearview.bench.contender.Answer}, so that none is fast by being wrong.
 */
@NullMarked
package dev.rearview.bench.contender;

import org.jspecify.annotations.NullMarked;
