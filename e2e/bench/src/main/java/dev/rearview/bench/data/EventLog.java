package dev.rearview.bench.data;

import dev.rearview.integrity.HashChain;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.io.IOException;
import java.util.UUID;

/** An export of the event log: chained events of about 500 bytes before the hashes. */
final class EventLog implements LogData {
  private static final String[] REGIONS = {"eu-1", "eu-2", "us-1"};

  @Override
  public String name() {
    return "events";
  }

  @Override
  public void write(LineWriter out, Chance chance, long size) throws IOException {
    String head = HashChain.GENESIS;
    for (long seq = 1; out.bytes() < size; seq++) {
      Event entry = HashChain.append(event(chance, seq), seq, head);
      head = String.valueOf(entry.hash());
      out.text(EventJson.write(entry)).endLine();
    }
  }

  private static Event event(Chance chance, long seq) {
    long ms = Beginning.MS + seq * 7;
    int service = chance.below(200);
    return Event.builder()
        .id(new UUID(chance.bits(), chance.bits()))
        .world("default")
        .timestampMs(ms)
        .observedMs(ms + chance.below(900))
        .componentId("shop/service-" + service)
        .kind(Kind.STATE)
        .logLevel(Level.INFO)
        .message(
            "order %d of customer %d moved on to the next step after %d ms"
                .formatted(chance.below(1_000_000), chance.below(100_000), chance.below(2_000)))
        .stateDelta(
            "{\"orders\":{\"open\":%d,\"last\":\"o-%d\"},\"queue\":%d}"
                .formatted(chance.below(500), chance.below(1_000_000), chance.below(90)))
        .reqId("r-" + seq)
        .sessionId("s-" + chance.below(100_000))
        .traceId("%016x%016x".formatted(chance.bits(), chance.bits()))
        .attribute("pod", "service-%d-7f9c".formatted(service))
        .attribute("region", chance.of(REGIONS))
        .metric("latency_ms", chance.below(20_000) / 10.0)
        .sourceId("node-" + chance.below(20))
        .build();
  }
}
