package dev.rearview.replay.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.rule.Expression;
import dev.rearview.replay.rule.Rule;
import dev.rearview.replay.rule.Rules;
import dev.rearview.replay.session.Fates.Fate;
import dev.rearview.replay.session.Frame.Basis;
import dev.rearview.replay.session.Frame.Message;
import dev.rearview.replay.session.Messages.Sent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets rules act in a what-if. A recorded message that no rule hears leads to what was recorded.
 * One that rules hear leads to their effects instead, to none where no condition holds; and what
 * was recorded as its consequence happens only where the rules send the message that it came from:
 * that message then arrives when it did. A message that has no recorded arrival arrives at once.
 */
final class Logic {
  /** How often rules may answer each other. */
  static final int MAX_DEPTH = 16;

  /** Most messages that one recorded event may lead to. */
  static final int MAX_MESSAGES = 1_000;

  private final Rules rules;
  private final Fates fates;
  private final Departures departures;
  private final Function<String, SimulatedComponent> components;
  private final Function<Event, Map<String, UUID>> followers;

  /**
   * Of one run.
   *
   * @param components by id, as they are before the event that is taken
   * @param followers for each component the first event that an event was recorded to lead to there
   */
  Logic(
      Rules rules,
      Fates fates,
      Departures departures,
      Function<String, SimulatedComponent> components,
      Function<Event, Map<String, UUID>> followers) {
    this.rules = rules;
    this.fates = fates;
    this.departures = departures;
    this.components = components;
    this.followers = followers;
  }

  /** A message that has arrived, and the rules that led to it. */
  private record Arrived(Message message, JsonNode view, int depth, @Nullable Cause by) {}

  private record Cause(Rule rule, @Nullable Cause before) {}

  /** What became of one recorded event. */
  private static final class Taking {
    final Event event;
    final List<Message> gone = new ArrayList<>();
    final Map<String, Boolean> arrivedAtOnce = new HashMap<>();
    boolean happens;
    boolean taken;

    Taking(Event event) {
      this.event = event;
    }
  }

  /** Takes the next recorded event; answers the messages that go in the simulation. */
  List<Message> take(Event event, List<Sent> recorded) {
    Taking taking = new Taking(event);
    boolean awaited = false;
    for (Sent sent : recorded) {
      awaited |= sent.message().basis() == Basis.RECORDED;
      arrive(sent, taking);
    }
    if (awaited && !taking.happens) {
      fates.put(event.id(), new Fate.Absent());
      departures.add(absent(event, recorded));
    } else if (taking.taken) {
      fates.put(event.id(), new Fate.Taken(Map.copyOf(taking.arrivedAtOnce)));
    }
    return taking.gone;
  }

  private void arrive(Sent sent, Taking taking) {
    Event event = taking.event;
    boolean incoming = sent.message().basis() == Basis.RECORDED;
    switch (fateOf(sent.causes())) {
      case null -> {
        taking.happens |= incoming;
        taking.gone.add(sent.message());
        boolean taken = deliver(sent.message(), MessageView.of(sent.message(), event), taking);
        taking.taken |= incoming && taken;
      }
      case Fate.Absent absent -> {}
      case Fate.Taken before -> {
        JsonNode payload = fates.arriving(sent.message().from(), event.id());
        Boolean atOnce = before.arrived().get(event.componentId());
        if (payload != null) {
          taking.happens = true;
          Message message = simulated(sent.message().from(), event.componentId(), payload, event);
          taking.gone.add(message);
          taking.taken |= deliver(message, MessageView.of(message, payload), taking);
        } else if (atOnce != null) {
          taking.happens = true;
          taking.taken |= atOnce;
        }
      }
    }
  }

  /** Of several events that may have sent a message, one that rules have to do with decides. */
  private @Nullable Fate fateOf(Set<UUID> causes) {
    boolean asRecorded = causes.isEmpty();
    for (UUID cause : causes) {
      Fate fate = fates.of(cause);
      if (fate instanceof Fate.Taken) {
        return fate;
      }
      asRecorded |= fate == null;
    }
    return asRecorded ? null : new Fate.Absent();
  }

  /** Lets the rules of a message's receiver act; says whether there are any. */
  private boolean deliver(Message first, JsonNode view, Taking taking) {
    boolean taken = false;
    Deque<Arrived> queue = new ArrayDeque<>();
    queue.add(new Arrived(first, view, 0, null));
    while (!queue.isEmpty()) {
      Arrived next = queue.remove();
      boolean reacts = react(next, taking, queue);
      if (next.depth() == 0) {
        taken = reacts;
      } else {
        taking.arrivedAtOnce.merge(next.message().to(), reacts, Boolean::logicalOr);
      }
    }
    return taken;
  }

  private boolean react(Arrived arrived, Taking taking, Deque<Arrived> queue) {
    Message message = arrived.message();
    List<Rule> hearing = rules.hearing(message.from(), message.to());
    for (Rule rule : hearing) {
      SimulatedComponent component = components.apply(message.to());
      Optional<Rule.Effects> effects =
          rule.react(
              Expression.Scope.of(
                  message.to(), component.simulated(), arrived.view(), message.atMs()));
      if (effects.isEmpty()) {
        continue;
      }
      component.set(effects.get().sets(), rule);
      for (Rule.Send send : effects.get().sends()) {
        send(arrived, rule, send, taking, queue);
      }
    }
    return !hearing.isEmpty();
  }

  private void send(Arrived by, Rule rule, Rule.Send send, Taking taking, Deque<Arrived> queue) {
    String from = by.message().to();
    UUID arrival =
        by.depth() == 0 && from.equals(taking.event.componentId())
            ? followers.apply(taking.event).get(send.to())
            : null;
    if (arrival != null) {
      fates.send(from, arrival, send.payload());
      return;
    }
    Message message = simulated(from, send.to(), send.payload(), taking.event);
    Arrived further =
        new Arrived(
            message,
            MessageView.of(message, send.payload()),
            by.depth() + 1,
            new Cause(rule, by.by()));
    taking.gone.add(message);
    queue.add(further);
    bound(further, taking.gone.size());
  }

  private static Message simulated(String from, String to, JsonNode payload, Event event) {
    return new Message(
        from,
        to,
        Basis.SIMULATED,
        event.id().toString(),
        event.timestampMs(),
        StateFold.canonical(payload));
  }

  private static void bound(Arrived last, int messages) {
    Instant at = Instant.ofEpochMilli(last.message().atMs());
    if (last.depth() > MAX_DEPTH) {
      throw RefusedException.wrong(
          "endless_messages",
          ("rules answer each other more than %d times at %s: %s; one of them needs a 'where' that"
                  + " ends it")
              .formatted(MAX_DEPTH, at, circle(last.by())));
    }
    if (messages > MAX_MESSAGES) {
      throw RefusedException.wrong(
          "endless_messages",
          "rules send more than %d messages at %s, the last of them by %s"
              .formatted(MAX_MESSAGES, at, circle(last.by())));
    }
  }

  /** The rules that led to each other, the last one first. */
  private static String circle(@Nullable Cause last) {
    Set<String> titles = new LinkedHashSet<>();
    for (Cause cause = last; cause != null; cause = cause.before()) {
      titles.add(cause.rule().title());
    }
    return String.join(", after ", titles);
  }

  private static Departure absent(Event event, List<Sent> recorded) {
    List<String> senders = recorded.stream().map(sent -> sent.message().from()).distinct().toList();
    return new Departure(
        Departure.Kind.ABSENT,
        event.componentId(),
        "",
        event.timestampMs(),
        null,
        null,
        event.id().toString(),
        "%s: event %s of %s does not happen, since %s sends no message that leads to it"
            .formatted(
                event.componentId(),
                event.id(),
                Instant.ofEpochMilli(event.timestampMs()),
                String.join(" and ", senders)));
  }
}
