package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.session.Frame.Basis;
import dev.rearview.replay.session.Frame.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

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
   * A message and the recorded events that sent it; none where it follows from a dependency.
   *
   * @param event what was recorded when it arrived or, of a dependency, when it was sent
   */
  record Sent(Message message, Set<UUID> causes, Event event) {
    Sent {
      causes = Set.copyOf(causes);
    }
  }

  /**
   * The messages of an event.
   *
   * @param participant whether a component is one of the session; what follows from dependencies
   *     stays among those
   */
  List<Sent> of(Event event, Predicate<String> participant) {
    Map<String, Set<UUID>> senders = new TreeMap<>();
    for (UUID cause : event.causeIds()) {
      events.byId(event.world(), cause).ifPresent(found -> add(found, senders));
    }
    if (event.parentSpanId() != null) {
      callers(event, event.parentSpanId()).forEach(found -> add(found, senders));
    }
    senders.remove(event.componentId());
    List<Sent> messages = new ArrayList<>();
    senders.forEach((sender, causes) ->
        messages.add(
            new Sent(message(sender, event.componentId(), Basis.RECORDED, event), causes, event)));
    if (event.causeIds().isEmpty() && event.parentSpanId() == null) {
      for (String target : dependencies(event)) {
        if (participant.test(target) && !target.equals(event.componentId())) {
          Message message = message(event.componentId(), target, Basis.DEPENDENCY, event);
          messages.add(new Sent(message, Set.of(), event));
        }
      }
    }
    return messages;
  }

  private static void add(Event sender, Map<String, Set<UUID>> senders) {
    senders.computeIfAbsent(sender.componentId(), id -> new LinkedHashSet<>()).add(sender.id());
  }

  private List<Event> callers(Event event, String parentSpan) {
    List<Event> callers = new ArrayList<>();
    try (Cursor<Event> spans =
        events.read(EventSelection.all(event.world(), new EventSelection.By.Span(parentSpan)))) {
      for (int i = 0; i < MAX_SPANS && spans.hasNext(); i++) {
        Event span = spans.next();
        if (Objects.equals(span.traceId(), event.traceId())) {
          callers.add(span);
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
