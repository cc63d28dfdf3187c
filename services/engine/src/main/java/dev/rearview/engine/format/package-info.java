/**
 * What a line of a log file means: time, level, message, fields.
 *
 * <p>Start at {@link dev.rearview.engine.format.LogFormat}. {@link
 * dev.rearview.engine.format.Formats} holds those that a scan knows and chooses one for a file by
 * its first lines; {@link dev.rearview.engine.format.Envelope} is what a container runtime wraps
 * around lines. {@code scan} asks all this and makes records of the answers; {@link
 * dev.rearview.engine.format.TextRules} tells it what the bytes of wanted records contain.
 *
 * <p>Most formats are declarations: a {@link dev.rearview.engine.format.PatternFormat} of patterns,
 * a {@link dev.rearview.engine.format.JsonFormat} of a dialect. Those that are built in stand in
 * the classes of their families ({@code JavaFormats}, {@code WebFormats}, …), those of users in
 * YAML files that {@link dev.rearview.engine.format.UserFormats} reads; both mean the same. To add
 * one: declare it in its family with sample records, which are its tests, and list it there before
 * those that would take its lines, too. The README has the recipe.
 */
@NullMarked
package dev.rearview.engine.format;

import org.jspecify.annotations.NullMarked;
