package dev.rearview.demo.traffic;

import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Level;
import java.util.Map;

/** What services log without a request: housekeeping, and now and then a very long line. */
public final class Chatter {
  private static final int PRICES = 1_200;

  private final long seed;

  public Chatter(long seed) {
    this.seed = seed;
  }

  /** Writes what falls into the second that begins then. */
  public void second(long fromMs, Recorder recorder) {
    long second = Math.floorDiv(fromMs, 1_000L);
    var random = Seeds.random(seed, 501, second);
    long atMicros = fromMs * 1_000 + random.nextInt(900_000);
    if (Math.floorMod(second, 3) == 0) {
      say(
          Service.CHECKOUT,
          atMicros,
          "order relay took %dms, %d waiting".formatted(random.nextInt(1, 9), random.nextInt(4)),
          recorder);
    }
    if (Math.floorMod(second, 300) == 17) {
      say(Service.CATALOG, atMicros, prices(random.nextLong()), recorder);
    }
    if (Math.floorMod(second, 300) == 41) {
      String message =
          "checkpoint complete: wrote %d buffers; write=%d.%03d s, sync=0.004 s"
              .formatted(random.nextInt(20, 900), random.nextInt(1, 9), random.nextInt(1_000));
      say(Service.POSTGRES, atMicros, message, recorder);
    }
    if (Math.floorMod(second, 600) == 83) {
      say(Service.WEB, atMicros, "signal process started, reopening logs", recorder);
    }
  }

  private static void say(Service service, long atMicros, String message, Recorder recorder) {
    recorder.log(new LogRecord(atMicros, service, 0, Level.INFO, message, Map.of()));
  }

  /** Longer than the runtime's longest line: it will be written in parts. */
  private static String prices(long listSeed) {
    var random = Seeds.random(listSeed);
    StringBuilder line = new StringBuilder("price list loaded:");
    for (int i = 0; i < PRICES; i++) {
      line.append(" sku-%05d=%d.%02d".formatted(i, random.nextInt(1, 400), random.nextInt(100)));
    }
    return line.toString();
  }
}
