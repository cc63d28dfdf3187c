package dev.rearview.scanner.scan;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** So many scans may run at once, and so many that follow; further ones are refused at once. */
public final class ScanPlaces {
  private final int scans;
  private final int follows;
  private final Semaphore scanPlaces;
  private final Semaphore followPlaces;

  public ScanPlaces(int scans, int follows) {
    if (scans < 1 || scans > 10_000 || follows < 1 || follows > 10_000) {
      throw new IllegalArgumentException(
          "rearview.scanner.max-scans is %d and max-follows %d: expected 1 to 10,000"
              .formatted(scans, follows));
    }
    this.scans = scans;
    this.follows = follows;
    this.scanPlaces = new Semaphore(scans);
    this.followPlaces = new Semaphore(follows);
  }

  /** A place that was taken; to be given back once. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes a place, or null where none is free. */
  public @Nullable Place take(boolean follow) {
    Semaphore places = follow ? followPlaces : scanPlaces;
    return places.tryAcquire() ? places::release : null;
  }

  /** Why a scan is refused. */
  public String refusal(boolean follow) {
    return follow
        ? "%d FOLLOW scans run already; end one, or raise rearview.scanner.max-follows"
            .formatted(follows)
        : "%d scans run already; try again, or raise rearview.scanner.max-scans".formatted(scans);
  }

  public int running() {
    return scans - scanPlaces.availablePermits() + follows - followPlaces.availablePermits();
  }
}
