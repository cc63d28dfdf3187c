/**
 * What a line of a log file means: time, level, message, fields.
 *
 * <p>Start at {@link dev.rearview.engine.format.LogFormat}. {@link
 * dev.rearview.engine.format.Formats} holds those that a scan knows and chooses one for a file by
 * its first lines; {@link dev.rearview.engine.format.Envelope} is what a container runtime wraps
 * around lines. {@code scan} asks all this and makes records of the answers. To add a format:
 * declare it in {@code TextFormats} with sample lines, which are its tests, and list it in {@code
 * Formats}.
 */
@NullMarked
package dev.rearview.engine.format;

import org.jspecify.annotations.NullMarked;
