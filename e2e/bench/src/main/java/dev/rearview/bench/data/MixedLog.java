package dev.rearview.bench.data;

import java.io.IOException;

/**
 * What an application and the machine wrote into one file: Java lines with stack traces, and
 * syslog.
 */
public final class MixedLog implements LogData {
  /** In the first line of one record in 5,000 or so. */
  public static final String RARE = "PaymentDeclinedException";

  /** In 8 % of records, in a line of a stack trace. */
  public static final String IN_TRACE = "at dev.shop.checkout.OrderService.place";

  private static final String[] LOGGERS = {
    "d.s.cart.CartResource",
    "d.s.checkout.OrderService",
    "d.s.stock.StockClient",
    "d.s.http.AccessFilter",
    "o.apache.kafka.clients.NetworkClient"
  };
  private static final String[] PROGRAMS = {"sshd", "kernel", "systemd", "dhclient", "cron"};
  private static final String[] FRAMES = {
    "dev.shop.cart.CartResource.add(CartResource.java:88)",
    "dev.shop.http.Filter.handle(Filter.java:41)",
    "io.vertx.core.impl.ContextImpl.dispatch(ContextImpl.java:279)",
    "java.base/java.lang.Thread.run(Thread.java:1474)"
  };

  @Override
  public String name() {
    return "mixed";
  }

  @Override
  public void write(LineWriter out, Chance chance, long size) throws IOException {
    long ms = Beginning.MS;
    while (out.bytes() < size) {
      ms += chance.below(30);
      if (chance.oneIn(4)) {
        syslog(out, chance, ms);
      } else {
        java(out, chance, ms);
      }
    }
  }

  private static void syslog(LineWriter out, Chance chance, long ms) throws IOException {
    out.syslogTime(ms).text(" web-").number(chance.below(4)).text(" ").text(chance.of(PROGRAMS));
    out.text("[")
        .number(100 + chance.below(30_000))
        .text("]: session ")
        .number(chance.below(9_999));
    out.text(" of user deploy closed, ").number(chance.below(5_000)).text(" bytes sent").endLine();
  }

  private static void java(LineWriter out, Chance chance, long ms) throws IOException {
    int share = chance.below(100);
    String level = share < 10 ? "ERROR" : share < 15 ? "WARN " : share < 40 ? "DEBUG" : "INFO ";
    out.isoTime(ms, " ", ",", " ").text(level).text(" [worker-").number(chance.below(16));
    out.text("] ").text(chance.of(LOGGERS)).text(" - order ").number(chance.below(1_000_000));
    out.text(" took ").number(chance.latency(50)).text(" ms").endLine();
    if (share < 10) {
      trace(out, chance);
    }
  }

  private static void trace(LineWriter out, Chance chance) throws IOException {
    String thrown = chance.oneIn(400) ? RARE : "IllegalStateException";
    out.text("dev.shop.").text(thrown).text(": no answer within 500 ms").endLine();
    out.text("\t").text(IN_TRACE).text("(OrderService.java:").number(chance.below(400)).text(")");
    out.endLine();
    for (int i = 2 + chance.below(10); i > 0; i--) {
      out.text("\tat ").text(chance.of(FRAMES)).endLine();
    }
  }
}
