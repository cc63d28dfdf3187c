/**
 * What incidents and changes of the deployment write by themselves, beside the requests.
 *
 * <p>Start reading at {@link dev.rearview.demo.marks.IncidentMarks}.
 */
@NullMarked
package dev.rearview.demo.marks;

import org.jspecify.annotations.NullMarked;
