package dev.rearview.demo.traffic;

import dev.rearview.demo.incident.Condition;
import dev.rearview.demo.shop.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of a request at one service, with the calls that it made. */
final class Call {
  final Service service;
  final int replica;
  final String operation;
  final String spanId;
  final UUID eventId;
  final @Nullable Call caller;
  final long startMicros;
  final List<Call> calls = new ArrayList<>();
  Condition condition = Condition.HEALTHY;
  long endMicros;

  /** HTTP status of the answer. */
  int status = 200;

  /** Why it failed; empty where it did not. */
  String failure = "";

  /** Where a callee answered too late: its name; else empty. */
  String timedOutOn = "";

  Call(
      Service service,
      int replica,
      String operation,
      String spanId,
      UUID eventId,
      @Nullable Call caller,
      long startMicros) {
    this.service = service;
    this.replica = replica;
    this.operation = operation;
    this.spanId = spanId;
    this.eventId = eventId;
    this.caller = caller;
    this.startMicros = startMicros;
  }

  boolean failed() {
    return !failure.isEmpty();
  }

  /** Whole milliseconds from its start to its end. */
  long latencyMs() {
    return (endMicros - startMicros) / 1_000;
  }

  /** This call and all below it, callers first. */
  List<Call> tree() {
    List<Call> all = new ArrayList<>(List.of(this));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).calls);
    }
    return all;
  }
}
