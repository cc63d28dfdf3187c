/**
 * For tests only: a clock that is set by hand, events in a line, reading a topic to its end, and
 * waiting for a condition.
 *
 * <p>Start reading at {@link dev.rearview.testkit.TestEvents} and {@link
 * dev.rearview.testkit.TopicReader}.
 */
@NullMarked
package dev.rearview.testkit;

import org.jspecify.annotations.NullMarked;
