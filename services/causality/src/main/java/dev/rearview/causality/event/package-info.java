/**
 * What causality keeps of an event: its mark, and what kind of trouble it is.
 *
 * <p>Start reading at {@link dev.rearview.causality.event.Mark}; {@link
 * dev.rearview.causality.event.TroubleRules} judges events. Marks go on to {@code edge}, where they
 * are joined.
 */
@NullMarked
package dev.rearview.causality.event;

import org.jspecify.annotations.NullMarked;
