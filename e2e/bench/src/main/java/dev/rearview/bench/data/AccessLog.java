package dev.rearview.bench.data;

import java.io.IOException;

/** The access log of a web server, in the combined format with the request's seconds at its end. */
public final class AccessLog implements LogData {
  /** Once in 200,000 lines. */
  public static final String RARE = "/internal/debug/heapdump";

  /** In 7 % of lines. */
  public static final String COMMON = "checkout";

  /** In 43 % of lines. */
  public static final String FREQUENT = "Windows NT 10.0";

  /** In 1.5 % of lines, as {@code Googlebot}. */
  public static final String IGNORING_CASE = "googlebot";

  /** Each in about 0.3 % of lines. */
  public static final String[] FIVE = {
    "sqlmap/1.7", "masscan/1.3", "python-requests", "Go-http-client", "zgrab/0.x"
  };

  /** Matches what is in 0.5 % of lines. */
  public static final String WITH_LITERAL = "/api/v1/orders/[0-9]+/refund";

  /** Matches 0.7 % of lines, though every line holds digits and letters. */
  public static final String WITHOUT_LITERAL = "[A-Z][a-z]+[0-9]{3}[a-z]";

  /** Once in 700 lines: about 10,000 times in a gigabyte. */
  public static final String WITH_CONTEXT = "/admin/login";

  private static final String[] PATHS = {
    "/", "/index.html", "/api/v1/cart", "/api/v1/cart/items", "/static/app.css", "/static/app.js",
    "/api/v1/products", "/search", "/api/v1/orders", "/account", "/images/hero.webp", "/health"
  };
  private static final String WINDOWS =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/120.0.0.0 Safari/537.36";
  private static final String[] OTHERS = {
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        + " Version/17.2 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        + " Gecko) Version/17.2 Mobile/15E148 Safari/604.1",
    "curl/8.5.0"
  };
  private static final String BOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  @Override
  public String name() {
    return "access";
  }

  @Override
  public void write(LineWriter out, Chance chance, long size) throws IOException {
    long ms = Beginning.MS;
    while (out.bytes() < size) {
      ms += chance.below(25);
      line(out, chance, ms);
    }
  }

  private static void line(LineWriter out, Chance chance, long ms) throws IOException {
    out.text("10.").number(chance.below(256)).text(".").number(chance.below(256)).text(".");
    out.number(1 + chance.below(254)).text(" - - [").accessTime(ms).text("] \"");
    out.text(chance.oneIn(5) ? "POST " : "GET ");
    path(out, chance);
    int status = chance.oneIn(40) ? 500 + chance.below(4) : chance.oneIn(15) ? 404 : 200;
    out.text(" HTTP/1.1\" ").number(status).text(" ").number(chance.latency(4_000));
    out.text(" \"https://shop.example").text(chance.of(PATHS)).text("\" \"");
    agent(out, chance);
    int took = chance.latency(40);
    out.text("\" ").number(took / 1_000).text(".").number(100 + took % 900).endLine();
  }

  private static void path(LineWriter out, Chance chance) {
    if (chance.oneIn(200_000)) {
      out.text(RARE);
    } else if (chance.oneIn(700)) {
      out.text(WITH_CONTEXT);
    } else if (chance.oneIn(14)) {
      out.text("/api/v1/").text(COMMON).text("?step=").number(1 + chance.below(4));
    } else if (chance.oneIn(200)) {
      out.text("/api/v1/orders/").number(chance.below(1_000_000)).text("/refund");
    } else if (chance.oneIn(140)) {
      out.text("/promo/Spring").number(100 + chance.below(900)).text("x");
    } else {
      out.text(chance.of(PATHS));
      if (chance.oneIn(2)) {
        out.text("?id=").number(chance.below(1_000_000));
      }
    }
  }

  private static void agent(LineWriter out, Chance chance) {
    int share = chance.below(1_000);
    if (share < 430) {
      out.text(WINDOWS);
    } else if (share < 445) {
      out.text(BOT);
    } else if (share < 460) {
      out.text(chance.of(FIVE));
    } else {
      out.text(chance.of(OTHERS));
    }
  }
}
