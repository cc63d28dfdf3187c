package dev.rearview.causality.edge;

import dev.rearview.causality.event.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans of one trace. A call goes from the caller's event to the first one of the called span; a
 * failure goes back: an error in the called span is the cause of the caller's error, and then the
 * call is not also said to have caused the callee's error. Inside a span, each event follows from
 * the one before it. Marks without a span are left to the identifier's linker.
 */
final class TraceLinker implements Linker {
  private static final double CALL = 0.8;
  private static final double FAILURE = 0.9;
  private static final double SAME_SPAN = 0.6;

  /** A caller may note its error by a clock that is behind the callee's by so much. */
  private static final long SKEW_MS = 2_000;

  @Override
  public List<Link> link(JoinKey key, List<Seen> seen) {
    Map<String, List<Mark>> spans = new LinkedHashMap<>();
    for (Seen s : seen) {
      if (s.mark().spanId() != null) {
        spans.computeIfAbsent(s.mark().spanId(), id -> new ArrayList<>()).add(s.mark());
      }
    }
    List<Link> links = new ArrayList<>();
    for (List<Mark> span : spans.values()) {
      insideSpan(span, links);
      String parentId = parentOf(span);
      List<Mark> parent = parentId == null ? null : spans.get(parentId);
      if (parent != null && parent != span) {
        betweenSpans(parent, span, links);
      }
    }
    return links;
  }

  private static void insideSpan(List<Mark> span, List<Link> links) {
    for (int i = 1; i < span.size(); i++) {
      Mark cause = span.get(i - 1);
      Mark effect = span.get(i);
      links.add(
          new Link(
              cause,
              effect,
              Basis.TRACE,
              SAME_SPAN,
              (c, e) -> "same span; %s came %s earlier".formatted(c.describe(), Gap.words(c, e))));
    }
  }

  private static void betweenSpans(List<Mark> parent, List<Mark> child, List<Link> links) {
    Mark childError = first(child);
    Mark parentError = childError == null ? null : failed(parent, childError);
    if (childError != null && parentError != null) {
      links.add(
          new Link(
              childError,
              parentError,
              Basis.TRACE,
              FAILURE,
              (c, e) ->
                  "the call from %s to %s failed there ('%s')"
                      .formatted(e.component(), c.component(), c.text())));
    }
    Mark called = child.getFirst();
    Mark caller = callerOf(parent, called);
    if (called != childError || parentError == null) {
      if (caller != parentError) {
        links.add(
            new Link(
                caller,
                called,
                Basis.TRACE,
                CALL,
                (c, e) -> "%s called %s in this trace".formatted(c.component(), e.component())));
      }
    }
  }

  private static @Nullable Mark first(List<Mark> span) {
    return span.stream().filter(Mark::error).findFirst().orElse(null);
  }

  /** The caller's first error that the callee's may explain. */
  private static @Nullable Mark failed(List<Mark> parent, Mark childError) {
    return parent.stream()
        .filter(m -> m.error() && m.ms() >= childError.ms() - SKEW_MS)
        .findFirst()
        .orElse(null);
  }

  /** The caller's last event before the call; where all are later, its first. */
  private static Mark callerOf(List<Mark> parent, Mark called) {
    Mark caller = parent.getFirst();
    for (Mark mark : parent) {
      if (mark.isBefore(called)) {
        caller = mark;
      }
    }
    return caller;
  }

  private static @Nullable String parentOf(List<Mark> span) {
    for (Mark mark : span) {
      if (mark.parentSpanId() != null) {
        return mark.parentSpanId();
      }
    }
    return null;
  }
}
