package dev.rearview.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs while the services are up. */
public final class Services implements QuarkusApplication {
  /** The framework makes the instance: what belongs to the run is handed over here. */
  private static volatile @Nullable Run current;

  private final Clock clock;

  @Inject
  Services(Clock clock) {
    this.clock = clock;
  }

  record Run(Optional<Shop> shop, Welcome welcome) {}

  static void beforeStart(Run run) {
    current = run;
  }

  @Override
  public int run(String... arguments) {
    Run run = Objects.requireNonNull(current, "Main starts the services");
    LogFile.sayOnceWhereItFails();
    run.shop.ifPresent(shop -> shop.open(clock));
    run.welcome.sayWhenReady();
    Quarkus.waitForExit();
    System.out.println("Stopping …");
    run.shop.ifPresent(Shop::close);
    return 0;
  }
}
