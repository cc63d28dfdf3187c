/**
 * How the bytes of a file become the UTF-8 text that is searched: what it is compressed with, and
 * which character set it is written in. Both are told by its first bytes, never by its name.
 *
 * <p>Start at {@link dev.rearview.engine.encoding.FileEncoding}, which {@code scan} asks of each
 * file. Plain files are searched as they lie; the others come as a stream through {@link
 * dev.rearview.engine.encoding.InflatedStream}, which keeps the bounds of {@link
 * dev.rearview.engine.encoding.InflationLimits} and says with {@link
 * dev.rearview.engine.encoding.InflationException} why and after how many bytes reading ended.
 */
@NullMarked
package dev.rearview.engine.encoding;

import org.jspecify.annotations.NullMarked;
