package dev.rearview.console.wiring;

import dev.rearview.console.live.LiveFeed;
import dev.rearview.console.live.LiveLimits;
import dev.rearview.console.routing.ProxyLimits;
import dev.rearview.console.routing.Upstreams;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Turns the configuration into plain records, which check themselves. */
@Singleton
final class ConsoleBeans {
  @Produces
  @Singleton
  Upstreams upstreams(ConsoleConfig config) {
    return Upstreams.of(config.upstream());
  }

  @Produces
  @Singleton
  ProxyLimits proxyLimits(ConsoleConfig config) {
    ConsoleConfig.Proxy proxy = config.proxy();
    return new ProxyLimits(
        proxy.connectTimeout(), proxy.headTimeout(), proxy.idleTimeout(), proxy.maxRequests());
  }

  @Produces
  @Singleton
  LiveLimits liveLimits(ConsoleConfig config) {
    ConsoleConfig.Live live = config.live();
    return new LiveLimits(live.maxClients(), live.buffer(), live.heartbeat());
  }

  @Produces
  @Singleton
  LiveFeed liveFeed(LiveLimits limits) {
    return new LiveFeed(limits.maxClients(), limits.buffer());
  }
}
