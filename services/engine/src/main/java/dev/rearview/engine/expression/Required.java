package dev.rearview.engine.expression;

import dev.rearview.engine.pattern.Requirement;

/**
 * What is known of the bytes of the records for which a condition holds.
 *
 * @param requirement is met by the bytes of every such record, over all its lines
 * @param exact whether, of records of one line that was not cut, it is met by the line's bytes only
 *     where the condition holds
 */
public record Required(Requirement requirement, boolean exact) {
  /** Nothing is known. */
  static final Required NOTHING = new Required(Requirement.ALWAYS, false);
}
