package dev.rearview.query.scatter;

import dev.rearview.timeql.plan.Fragment;
import java.time.Duration;

/** Runs fragments where the records lie. */
public interface ScanCalls {

  /**
   * Begins a scan; its parts are taken from the call.
   *
   * @param budget how long it may take; zero: as long as it likes
   * @throws ScanFailedException where nobody can be asked
   */
  ScanCall open(Place place, Fragment fragment, Duration budget);
}
