package dev.rearview.ingestion.intake;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the bytes of the requests that are under way at once, so that overload is refused instead
 * of filling the heap. Safe for use by several threads.
 */
public final class InFlight {
  private static final int UNIT_BYTES = 1 << 10;

  private final Semaphore free;
  private final int units;

  /**
   * @param maxBytes at least 8 MiB, so that the largest request always fits an idle service
   */
  public InFlight(long maxBytes) {
    if (maxBytes < 8 << 20 || maxBytes > 1L << 40) {
      throw new IllegalArgumentException(
          "max-in-flight-bytes must be 8 MiB to 1 TiB, not " + maxBytes);
    }
    this.units = (int) (maxBytes / UNIT_BYTES);
    this.free = new Semaphore(units);
  }

  /** A share of the memory until it is closed. Closing twice is harmless. */
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /** A share for a request of so many bytes; empty where there is no room now. */
  public Optional<Share> tryTake(long bytes) {
    int wanted = (int) Math.min(units, Math.max(1, bytes / UNIT_BYTES));
    if (!free.tryAcquire(wanted)) {
      return Optional.empty();
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return Optional.of(() -> {
      if (open.compareAndSet(true, false)) {
        free.release(wanted);
      }
    });
  }
}
