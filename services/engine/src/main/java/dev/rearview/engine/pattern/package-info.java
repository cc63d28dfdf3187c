/**
 * Patterns over bytes: what a line must contain, and the fastest way to the next one that does.
 *
 * <p>Start at {@link dev.rearview.engine.pattern.Requirement}, what is looked for, and {@link
 * dev.rearview.engine.pattern.Finder}, which looks for it in a buffer that nobody has divided into
 * lines. {@link dev.rearview.engine.pattern.Regex} is a pattern in RE2 syntax; its meaning is
 * RE2/J's, on the text that Java's decoder makes of the bytes, in which broken UTF-8 has become
 * U+FFFD. What is found goes to {@code scan}, which makes records around it.
 */
@NullMarked
package dev.rearview.engine.pattern;

import org.jspecify.annotations.NullMarked;
