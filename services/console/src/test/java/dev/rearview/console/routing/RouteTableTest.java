package dev.rearview.console.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/events, INGESTION",
    "/api/v1/query, QUERY",
    "/api/v1/components, REPLAY",
    "/api/v1/components/shop/cart/state, REPLAY",
    "/api/v1/components/shop%2Fcart/state, REPLAY",
    "/api/v1/dependencies/validate, REPLAY",
    "/api/v1/sessions/s-42/simulate, REPLAY",
    "/api/v1/log/verify, REPLAY",
    "/api/v1/events/018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e, REPLAY",
    "/api/v1/events/018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e/causes, CAUSALITY",
    "/api/v1/events/018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e/effects, CAUSALITY",
    "/api/v1/events/018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e/root-cause, CAUSALITY",
    "/api/v1/predictions, PREDICTION",
    "/api/v1/changes, REPLAY",
    "/api/v1/changes/c-1/commit, REPLAY",
    "/api/v1/changes/c-1/predict, PREDICTION",
  })
  void eachPathHasItsService(String path, Backend backend) {
    assertThat(RouteTable.backendOf(path)).contains(backend);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/stream",
        "/api/v1/clock",
        "/api/v1/services",
        "/api/v1/",
        "/api/v1/eventsource",
        "/q/health",
        "/"
      })
  void whatTheConsoleServesGoesNowhereElse(String path) {
    assertThat(RouteTable.backendOf(path)).isEmpty();
  }

  @Test
  void anUpstreamNobodyServesIsRefused() {
    assertThatThrownBy(() -> Upstreams.of(Map.of("querry", URI.create("http://localhost:1"))))
        .hasMessageContaining("rearview.console.upstream.querry")
        .hasMessageContaining("query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8085", "https://query:8085", "http://query:8085/api"})
  void anUpstreamThatIsNoPlainAddressIsRefused(String url) {
    assertThatThrownBy(() -> Upstreams.of(Map.of("query", URI.create(url))))
        .hasMessageContaining(url)
        .hasMessageContaining("http://host:port");
  }
}
