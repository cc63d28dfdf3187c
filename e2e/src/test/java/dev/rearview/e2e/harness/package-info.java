/**
 * Starts Rearview for a scenario: everything in one process, or seven processes around one broker.
 *
 * <p>Start reading at {@link dev.rearview.e2e.harness.Deployment}; {@link
 * dev.rearview.e2e.harness.Api} asks it what a user would ask.
 */
@NullMarked
package dev.rearview.e2e.harness;

import org.jspecify.annotations.NullMarked;
