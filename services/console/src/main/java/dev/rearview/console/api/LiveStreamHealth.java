package dev.rearview.console.api;

import dev.rearview.console.live.LiveFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether the live topics are being read. The console stays ready without them: the page and
 * the front door serve on.
 */
@Readiness
@Singleton
public final class LiveStreamHealth implements HealthCheck {
  private final TopicTail tail;
  private final LiveFeed feed;

  @Inject
  LiveStreamHealth(TopicTail tail, LiveFeed feed) {
    this.tail = tail;
    this.feed = feed;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("console live stream")
        .up()
        .withData("topics", tail.isConnected() ? "read" : "not reachable")
        .withData("clients", feed.openChannels())
        .build();
  }
}
