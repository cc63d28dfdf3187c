package dev.rearview.demo.story;

import dev.rearview.demo.shop.Facts;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what the story says, each with its time. */
final class Scenes {
  private final long seed;
  private final List<LogRecord> lines = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  Scenes(long seed) {
    this.seed = seed;
  }

  List<LogRecord> lines() {
    return lines;
  }

  List<Event> events() {
    return events;
  }

  /** The ids of one request of a session. */
  record Ids(String requestId, String traceId, String sessionId, String userId) {
    /** The id of the span of a service in this request. */
    String span(Service service) {
      return Seeds.hex(Seeds.random(Seeds.of(traceId), service.ordinal()), 16);
    }
  }

  /** A log line of the first replica. Further fields come in pairs of name and value. */
  void line(long atMs, Service service, Level level, String message, Object... fields) {
    line(atMs, service, level, message, List.of(), fields);
  }

  void line(
      long atMs,
      Service service,
      Level level,
      String message,
      List<String> stack,
      Object... fields) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      named.put((String) fields[i], fields[i + 1]);
    }
    lines.add(new LogRecord(atMs * 1_000, service, 0, level, message, named, stack));
  }

  /** A log line within a request. */
  void inRequest(
      long atMs,
      Service service,
      Level level,
      String message,
      Ids ids,
      int status,
      int latencyMs,
      List<String> stack,
      Object... fields) {
    Object[] all = new Object[14 + fields.length];
    Object[] head = {
      "trace_id", ids.traceId,
      "span_id", ids.span(service),
      "request_id", ids.requestId,
      "session_id", ids.sessionId,
      "user_id", ids.userId,
      "status", status,
      "latency_ms", latencyMs
    };
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(fields, 0, all, head.length, fields.length);
    line(atMs, service, level, message, stack, all);
  }

  /** nginx's line of a request. */
  void access(long atMs, String ip, String method, String path, int status) {
    line(
        atMs,
        Service.WEB,
        status >= 500 ? Level.ERROR : Level.INFO,
        method + " " + path,
        "ip",
        ip,
        "method",
        method,
        "path",
        path,
        "status",
        status,
        "bytes",
        512);
  }

  /** An event within a request, to be completed and added with {@link #add}. */
  Event.Builder event(long atMs, Service service, Ids ids) {
    return Facts.of(service, atMs, Seeds.random(seed, 602, atMs, service.ordinal(), events.size()))
        .requestId(ids.requestId)
        .traceId(ids.traceId)
        .spanId(ids.span(service))
        .sessionId(ids.sessionId)
        .attribute("user_id", ids.userId);
  }

  /** The span of a call, sent when it is over. */
  void span(
      long endMs,
      int latencyMs,
      Service service,
      Service caller,
      Ids ids,
      String doing,
      int status) {
    Event.Builder span =
        event(endMs, service, ids)
            .kind(Kind.SPAN)
            .logLevel(status >= 500 ? Level.ERROR : Level.INFO)
            .message(status >= 500 ? doing + " failed" : "handle " + doing)
            .attribute("operation", doing)
            .metric("duration_ms", latencyMs)
            .metric("status", status);
    if (caller != service) {
      span.parentSpanId(ids.span(caller));
    }
    add(span);
  }

  void add(Event.Builder event) {
    events.add(event.build());
  }
}
