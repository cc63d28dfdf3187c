package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.session.Frame.Basis;
import dev.rearview.replay.session.Frame.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which messages an event shows: from the components of its causes and of the span that called it,
 * as recorded; where nothing is recorded, to the components that its own depends on.
 */
final class Messages {
  private static final int MAX_SPANS = 16;

  private final EventSource events;
  private final Directory directory;

  Messages(EventSource events, Directory directory) {
    this.events = events;
    this.directory = directory;
  }

  /**
   * @param participants the components of the session; messages stay among them unless recorded
   */
  List<Message> of(Event event, Set<String> participants) {
    Set<String> senders = new TreeSet<>();
    for (UUID cause : event.causeIds()) {
      events.byId(event.world(), cause).ifPresent(found -> senders.add(found.componentId()));
    }
    if (event.parentSpanId() != null) {
      senders.addAll(callers(event, event.parentSpanId()));
    }
    senders.remove(event.componentId());
    List<Message> messages = new ArrayList<>();
    for (String sender : senders) {
      messages.add(message(sender, event.componentId(), Basis.RECORDED, event));
    }
    if (event.causeIds().isEmpty() && event.parentSpanId() == null) {
      for (String target : dependencies(event)) {
        if (participants.contains(target) && !target.equals(event.componentId())) {
          messages.add(message(event.componentId(), target, Basis.DEPENDENCY, event));
        }
      }
    }
    return messages;
  }

  private List<String> callers(Event event, String parentSpan) {
    List<String> callers = new ArrayList<>();
    try (Cursor<Event> spans =
        events.read(EventSelection.all(event.world(), new EventSelection.By.Span(parentSpan)))) {
      for (int i = 0; i < MAX_SPANS && spans.hasNext(); i++) {
        Event span = spans.next();
        if (Objects.equals(span.traceId(), event.traceId())) {
          callers.add(span.componentId());
        }
      }
    }
    return callers;
  }

  private List<String> dependencies(Event event) {
    return Optional.ofNullable(event.dependencyIds())
        .or(() ->
            directory
                .declared(event.world(), event.componentId(), event.timestampMs())
                .map(declaration -> declaration.dependencies()))
        .map(targets -> List.copyOf(new TreeSet<>(targets)))
        .orElse(List.of());
  }

  private static Message message(String from, String to, Basis basis, Event event) {
    String payload = event.message() != null ? event.message() : event.stateDelta();
    return new Message(
        from,
        to,
        basis,
        event.id().toString(),
        event.timestampMs(),
        payload == null ? "" : payload);
  }
}
