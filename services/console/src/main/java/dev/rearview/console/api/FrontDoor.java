package dev.rearview.console.api;

import dev.rearview.console.routing.Backend;
import dev.rearview.console.routing.ProxyLimits;
import dev.rearview.console.routing.RouteTable;
import dev.rearview.console.routing.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/**
 * Sends each request of the API to the service that serves its path, where the configuration says
 * that another process does; all others go on to the resources of this process.
 */
@Singleton
public final class FrontDoor {
  /** Before the resources of this process, which have order 0 and above. */
  private static final int BEFORE_RESOURCES = -100;

  private final Upstreams upstreams;
  private final ReverseProxy proxy;

  @Inject
  FrontDoor(Vertx vertx, Upstreams upstreams, ProxyLimits limits) {
    this.upstreams = upstreams;
    this.proxy = new ReverseProxy(vertx, limits);
  }

  void install(@Observes Router router) {
    if (!upstreams.urls().isEmpty()) {
      router.route(RouteTable.PREFIX + "*").order(BEFORE_RESOURCES).handler(this::route);
    }
  }

  private void route(RoutingContext context) {
    Optional<Backend> backend = RouteTable.backendOf(context.normalizedPath());
    Optional<URI> url = backend.flatMap(upstreams::urlOf);
    if (url.isPresent()) {
      proxy.forward(context, backend.orElseThrow(), url.get());
    } else {
      context.next();
    }
  }
}
