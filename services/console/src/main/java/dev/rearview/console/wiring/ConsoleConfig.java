package dev.rearview.console.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** {@code rearview.console.…} */
@ConfigMapping(prefix = "rearview.console")
interface ConsoleConfig {
  /** HTTP port of the console as a process of its own. */
  @WithDefault("8080")
  int port();

  /** URL of a service by its name; a service without one is served by this process. */
  Map<String, URI> upstream();

  /** How the front door waits. */
  Proxy proxy();

  /** The live stream. */
  Live live();

  interface Proxy {
    /** Until a service takes the connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** From the request's end to the head of the answer. A query's own limit is shorter. */
    @WithDefault("90s")
    Duration headTimeout();

    /** Longest silence in a request or an answer that has begun. */
    @WithDefault("15m")
    Duration idleTimeout();

    /** Requests under way to one service; as many again may wait. */
    @WithDefault("256")
    int maxRequests();
  }

  interface Live {
    /** Clients at once. */
    @WithDefault("1000")
    int maxClients();

    /** Messages that wait for one client. */
    @WithDefault("1000")
    int buffer();

    /** A comment after so long, so that nobody in between takes the silence for the end. */
    @WithDefault("10s")
    Duration heartbeat();
  }
}
