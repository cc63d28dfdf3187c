/**
 * Message templates, mined online: {@code PacketResponder <*> for block <*> terminating}.
 *
 * <p>Start at {@link dev.rearview.engine.template.TemplateMiner}, which {@code template(message)}
 * in an {@code expression} asks; templates of several nodes are merged by their text.
 */
@NullMarked
package dev.rearview.engine.template;

import org.jspecify.annotations.NullMarked;
