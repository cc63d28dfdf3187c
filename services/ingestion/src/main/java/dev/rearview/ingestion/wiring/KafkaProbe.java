package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.intake.KafkaIntakeLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Looks every two seconds whether Kafka answers and the intake's topic is there. */
final class KafkaProbe implements AutoCloseable {
  private static final long PERIOD_MS = 2_000;
  private static final int TIMEOUT_MS = 1_500;

  private final Admin admin;
  private final KafkaIntakeLog log;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("rearview-kafka-probe").daemon().factory());
  private volatile boolean reachable;

  private KafkaProbe(Admin admin, KafkaIntakeLog log) {
    this.admin = admin;
    this.log = log;
  }

  static KafkaProbe start(String bootstrapServers, KafkaIntakeLog log) {
    Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "rearview-ingestion-probe",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS));
    KafkaProbe probe = new KafkaProbe(admin, log);
    var unused =
        probe.timer.scheduleWithFixedDelay(probe::look, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    return probe;
  }

  boolean isReachable() {
    return reachable;
  }

  private void look() {
    try {
      boolean answers =
          !admin.describeCluster().nodes().get(TIMEOUT_MS, TimeUnit.MILLISECONDS).isEmpty();
      reachable = answers && log.warmUp();
    } catch (ExecutionException | TimeoutException e) {
      reachable = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
