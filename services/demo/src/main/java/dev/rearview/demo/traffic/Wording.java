package dev.rearview.demo.traffic;

import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.LogRecord.RawJson;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each service logs about a call. */
final class Wording {
  private static final int SLOW_MS = 400;

  private Wording() {}

  static void log(Request request, Call call, Recorder recorder) {
    if (call.service == Service.POSTGRES && !call.failed() && call.latencyMs() < SLOW_MS / 2) {
      return;
    }
    Level level =
        call.failed() ? Level.ERROR : call.latencyMs() >= SLOW_MS ? Level.WARN : Level.INFO;
    recorder.log(
        new LogRecord(
            call.endMicros,
            call.service,
            call.replica,
            level,
            message(request, call),
            fields(request, call),
            call.failed() ? stack(call) : List.of()));
  }

  private static String message(Request request, Call call) {
    String failure = call.failure;
    if (call.failed() && !call.timedOutOn.isEmpty()) {
      failure = "%s calling %s".formatted(failure, call.timedOutOn);
    }
    return switch (call.service) {
      case WEB -> call.operation;
      case API_GATEWAY ->
          call.failed()
              ? "%s failed: %s".formatted(call.operation, failure)
              : "%s answered".formatted(call.operation);
      case AUTH ->
          call.failed()
              ? call.operation + " failed: " + failure
              : call.operation.equals("login") ? "login ok" : "token accepted";
      case CART ->
          call.failed()
              ? "%s failed: %s".formatted(call.operation, failure)
              : cartMessage(request, call);
      case CHECKOUT -> call.failed() ? "order not placed: " + failure : "order placed";
      case PAYMENT ->
          call.failed()
              ? "Payment was not authorized: " + failure
              : "Authorized payment in %dms for session %s"
                  .formatted(call.latencyMs(), request.sessionId());
      case INVENTORY ->
          call.failed()
              ? "Reservation failed: " + failure
              : "Reserved 1 of %s in %dms".formatted(request.item(), call.latencyMs());
      case CATALOG ->
          call.failed()
              ? "%s failed: %s".formatted(call.operation, failure)
              : "%s for %s took %dms".formatted(call.operation, request.item(), call.latencyMs());
      case POSTGRES ->
          call.failed()
              ? failure
              : "duration: %d.%03d ms  statement: %s"
                  .formatted(
                      call.latencyMs(),
                      (call.endMicros - call.startMicros) % 1_000,
                      call.operation);
    };
  }

  private static String cartMessage(Request request, Call call) {
    return switch (call.operation) {
      case "add item" -> "item added to cart: " + request.item();
      case "clear cart" -> "cart cleared after order";
      default -> "cart read, took %dms".formatted(call.latencyMs());
    };
  }

  private static Map<String, Object> fields(Request request, Call call) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (call.service == Service.WEB) {
      fields.put("ip", request.ip());
      fields.put("method", request.journey().method());
      fields.put("path", request.journey().path());
      fields.put("status", call.status);
      fields.put("bytes", 300 + Math.floorMod(request.seed(), 9_000));
      return fields;
    }
    if (call.service == Service.POSTGRES) {
      return fields;
    }
    fields.put("trace_id", request.traceId());
    fields.put("span_id", call.spanId);
    fields.put("request_id", request.requestId());
    fields.put("session_id", request.sessionId());
    fields.put("user_id", request.userId());
    if (call.service == Service.AUTH) {
      fields.put("ip", request.ip());
    }
    if (call.service == Service.API_GATEWAY) {
      fields.put("method", request.journey().method());
      fields.put("path", request.journey().path());
    }
    fields.put("status", call.status);
    fields.put("latency_ms", call.latencyMs());
    if (call.service == Service.CART && !call.failed()) {
      cartDelta(request, call, fields);
    }
    return fields;
  }

  private static void cartDelta(Request request, Call call, Map<String, Object> fields) {
    switch (call.operation) {
      case "add item" ->
          fields.put(
              "state_delta",
              new RawJson(
                  "{\"sessions\":{\"%s\":{\"items\":%d,\"last\":\"%s\"}}}"
                      .formatted(request.sessionId(), request.itemsInCart(), request.item())));
      case "clear cart" ->
          fields.put(
              "state_delta",
              new RawJson("{\"sessions\":{\"%s\":null}}".formatted(request.sessionId())));
      default -> {}
    }
  }

  /** The stack trace that a Java service prints. */
  private static List<String> stack(Call call) {
    List<String> lines = new ArrayList<>();
    if (call.service != Service.PAYMENT && call.service != Service.INVENTORY) {
      return lines;
    }
    String type =
        !call.condition.exception().isEmpty() && call.calls.stream().noneMatch(Call::failed)
            ? call.condition.exception()
            : "java.util.concurrent.CompletionException";
    String app = call.service.app();
    String name = Character.toUpperCase(app.charAt(0)) + app.substring(1);
    lines.add(type + ": " + call.failure);
    lines.add("\tat shop.%s.%sRepository.write(%sRepository.java:118)".formatted(app, name, name));
    lines.add("\tat shop.%s.%sService.handle(%sService.java:64)".formatted(app, name, name));
    lines.add("\tat shop.%s.%sEndpoint.post(%sEndpoint.java:41)".formatted(app, name, name));
    lines.add("\tat java.base/java.lang.Thread.run(Thread.java:1474)");
    if (!call.timedOutOn.isEmpty()) {
      lines.add("Caused by: java.net.SocketTimeoutException: Read timed out");
      lines.add("\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)");
      lines.add("\t... 3 more");
    }
    return lines;
  }
}
