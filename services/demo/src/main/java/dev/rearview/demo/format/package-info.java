/**
 * How each service writes its log: JSON in three styles, logfmt, nginx's access and error logs, two
 * Java patterns with stack traces, plain text, PostgreSQL's.
 *
 * <p>Start reading at {@link dev.rearview.demo.format.LogFormat}; the lines go to the container's
 * log in {@code dev.rearview.demo.node}.
 */
@NullMarked
package dev.rearview.demo.format;

import org.jspecify.annotations.NullMarked;
