/**
 * What is deployed when: images, replicas, pods, container restarts.
 *
 * <p>Start reading at {@link dev.rearview.demo.rollout.Rollouts}; where a line is written, the
 * answer decides its pod and its file.
 */
@NullMarked
package dev.rearview.demo.rollout;

import org.jspecify.annotations.NullMarked;
