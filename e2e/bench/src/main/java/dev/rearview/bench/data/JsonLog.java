package dev.rearview.bench.data;

import java.io.IOException;

/** JSON lines of a dozen services. */
public final class JsonLog implements LogData {
  private static final String[] SERVICES = {
    "gateway",
    "cart",
    "checkout",
    "payment",
    "stock",
    "search",
    "account",
    "mail",
    "shipping",
    "pricing",
    "media",
    "audit"
  };
  private static final String[] MESSAGES = {
    "request handled", "cache missed, asking the store", "retrying after a timeout",
    "order accepted", "session opened", "price looked up in the table of the day"
  };

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(LineWriter out, Chance chance, long size) throws IOException {
    long ms = Beginning.MS;
    while (out.bytes() < size) {
      ms += chance.below(20);
      String service = chance.of(SERVICES);
      out.text("{\"ts\":\"").isoTime(ms, "T", ".", "Z").text("\",\"level\":\"");
      out.text(level(chance.below(100))).text("\",\"service\":\"").text(service);
      out.text("\",\"pod\":\"").text(service).text("-7d9f-").number(chance.below(8));
      out.text("\",\"trace_id\":\"").hex(chance.bits()).hex(chance.bits());
      out.text("\",\"user_id\":\"u-").number(chance.below(50_000));
      out.text("\",\"latency_ms\":").number(latencyMs(chance)).text(",\"status\":");
      out.number(chance.oneIn(30) ? 503 : 200).text(",\"message\":\"");
      out.text(chance.of(MESSAGES)).text("\"}").endLine();
    }
  }

  /** One request in ten is slow, evenly up to two seconds. */
  private static int latencyMs(Chance chance) {
    return chance.oneIn(10) ? 200 + chance.below(2_000) : chance.below(120);
  }

  private static String level(int share) {
    return share < 3 ? "ERROR" : share < 10 ? "WARN" : share < 30 ? "DEBUG" : "INFO";
  }
}
