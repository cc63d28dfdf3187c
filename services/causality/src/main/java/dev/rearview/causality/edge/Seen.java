package dev.rearview.causality.edge;

import dev.rearview.causality.event.Mark;

/**
 * A mark under a key.
 *
 * @param own the mark belongs to the key itself: it is the event, one of the component, a member of
 *     the trace; otherwise it refers to the key: names the event as its cause, depends on the
 *     component
 */
public record Seen(boolean own, Mark mark) {}
