/**
 * The fixed story of the fifteen minutes before the demo starts, which the examples of the TimeQL
 * page ask about.
 *
 * <p>Start reading at {@link dev.rearview.demo.story.DemoStory}; it is played among the traffic of
 * everybody else.
 */
@NullMarked
package dev.rearview.demo.story;

import org.jspecify.annotations.NullMarked;
