package dev.rearview.console.routing;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services are that another process serves.
 *
 * @param urls {@code http://host:port} of each; a service that is absent is served by this process
 */
public record Upstreams(Map<Backend, URI> urls) {
  public Upstreams {
    urls.forEach(Upstreams::check);
    urls = Map.copyOf(urls);
  }

  /**
   * Reads the configuration's names.
   *
   * @throws IllegalArgumentException where a name is no service or a URL is not usable
   */
  public static Upstreams of(Map<String, URI> byName) {
    Map<Backend, URI> urls = new EnumMap<>(Backend.class);
    byName.forEach((name, url) -> urls.put(backend(name), url));
    return new Upstreams(urls);
  }

  public Optional<URI> urlOf(Backend backend) {
    return Optional.ofNullable(urls.get(backend));
  }

  private static Backend backend(String name) {
    return Arrays.stream(Backend.values())
        .filter(backend -> backend.wireName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "rearview.console.upstream.%s: no such service; there are %s"
                    .formatted(
                        name, List.of(Backend.values()).stream().map(Backend::wireName).toList())));
  }

  private static void check(Backend backend, URI url) {
    boolean root = url.getRawPath() == null || url.getRawPath().matches("/?");
    if (!"http".equals(url.getScheme()) || url.getHost() == null || !root) {
      throw new IllegalArgumentException(
          "rearview.console.upstream.%s=%s is not http://host:port"
              .formatted(backend.wireName(), url));
    }
  }
}
