package dev.rearview.demo.traffic;

import dev.rearview.demo.shop.Facts;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.SplittableRandom;

/** Makes the span event of a call, as a tracer would send it when the call is over. */
final class Spans {
  private Spans() {}

  static Event event(Request request, Call call) {
    String doing = call.service == Service.POSTGRES ? call.operation : "handle " + call.operation;
    Event.Builder event =
        Facts.of(call.service, call.endMicros / 1_000, new SplittableRandom(request.seed()))
            .id(call.eventId)
            .kind(Kind.SPAN)
            .logLevel(call.failed() ? Level.ERROR : Level.INFO)
            .message(call.failed() ? call.operation + " failed: " + call.failure : doing)
            .requestId(request.requestId())
            .sessionId(request.sessionId())
            .traceId(request.traceId())
            .spanId(call.spanId)
            .attribute("operation", call.operation)
            .attribute("user_id", request.userId())
            .metric("duration_ms", call.latencyMs())
            .metric("status", call.status);
    if (call.caller != null) {
      event.parentSpanId(call.caller.spanId);
    }
    return event.build();
  }
}
