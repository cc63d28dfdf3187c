package dev.rearview.bench.data;

import java.io.IOException;

/**
 * The part of one node of four in sessions of 100 records each, 25 of them here. A node's records
 * are out of order by up to two seconds; a session lasts about four minutes, and a hundred or more
 * of them are open at any time.
 */
public final class SessionLog implements LogData {
  /** How many nodes there are. */
  static final int NODES = 4;

  /** How many records a session has on one node. */
  private static final int RECORDS_ON_NODE = 25;

  private static final int OPEN = 256;
  private static final String[] SERVICES = {"gateway", "cart", "checkout", "payment"};

  private final int node;

  /** How many sessions so many records on all nodes are. */
  public static long sessions(long records) {
    return records / NODES / RECORDS_ON_NODE;
  }

  SessionLog(int node) {
    this.node = node;
  }

  @Override
  public String name() {
    return "session-node" + node;
  }

  @Override
  public void write(LineWriter out, Chance chance, long records) throws IOException {
    long ms = Beginning.MS;
    for (long i = 0; i < records; i++) {
      ms += i % 2 == 0 ? 40 : 33;
      // rounds of OPEN sessions: each round writes one record of each, RECORDS_ON_NODE times
      long group = i / ((long) OPEN * RECORDS_ON_NODE);
      long left = Math.min(OPEN, (records - group * OPEN * RECORDS_ON_NODE) / RECORDS_ON_NODE);
      long session = group * OPEN + i % Math.max(1, left);
      out.text("{\"ts\":\"").isoTime(ms - chance.below(2_000), "T", ".", "Z");
      out.text("\",\"level\":\"").text(chance.oneIn(50) ? "ERROR" : "INFO");
      out.text("\",\"service\":\"").text(SERVICES[node % SERVICES.length]);
      out.text("\",\"session_id\":\"s-").number(session).text("\",\"latency_ms\":");
      out.number(chance.latency(30)).text(",\"message\":\"handled\"}").endLine();
    }
  }
}
