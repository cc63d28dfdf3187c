/**
 * What a user does from the first event to the root cause, against every form of deployment.
 *
 * <p>Start reading at {@link dev.rearview.e2e.scenario.Scenarios}.
 */
@NullMarked
package dev.rearview.e2e.scenario;

import org.jspecify.annotations.NullMarked;
