/**
 * Business logic for simulations, as users write it: rules in YAML, their conditions and effects in
 * CEL.
 *
 * <p>Start reading at {@link dev.rearview.replay.rule.RuleReader}, which makes {@link
 * dev.rearview.replay.rule.Rules} from a text; {@link dev.rearview.replay.rule.Rule} says what one
 * does with a message. The package {@code session} hands them messages and applies their effects.
 */
@NullMarked
package dev.rearview.replay.rule;

import org.jspecify.annotations.NullMarked;
