package dev.rearview.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rearview.console.routing.Backend;
import dev.rearview.console.routing.Upstreams;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the services are, as each says of itself. */
@Path("/api/v1/services")
@Produces(MediaType.APPLICATION_JSON)
public final class ServicesResource {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Upstreams upstreams;
  private final SmallRyeHealthReporter own;
  private final HttpClient client;

  @Inject
  ServicesResource(Upstreams upstreams, SmallRyeHealthReporter own, Vertx vertx) {
    this.upstreams = upstreams;
    this.own = own;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setKeepAlive(false));
  }

  /**
   * One process.
   *
   * @param services which of the services it serves
   * @param address its URL; {@code here} for the process that answers
   * @param status UP, DOWN, or UNREACHABLE
   * @param checks its health checks, as MicroProfile Health gives them
   * @param detail why it is unreachable; otherwise empty
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Process(
      List<String> services, String address, String status, JsonNode checks, String detail) {}

  @GET
  @Operation(summary = "The health of every process that serves a part of this API")
  public Uni<List<Process>> services() {
    List<Uni<Process>> asked = new ArrayList<>();
    asked.add(own.getHealthAsync().map(health -> here(health.getPayload().toString())));
    upstreams.urls().forEach((backend, url) -> asked.add(ask(backend, url)));
    return Multi.createFrom()
        .iterable(asked)
        .onItem()
        .transformToUniAndConcatenate(process -> process)
        .collect()
        .asList();
  }

  private Process here(String health) {
    List<String> services = new ArrayList<>(List.of("console"));
    Arrays.stream(Backend.values())
        .filter(backend -> upstreams.urlOf(backend).isEmpty())
        .forEach(backend -> services.add(backend.wireName()));
    return process(services, "here", health);
  }

  private Uni<Process> ask(Backend backend, URI url) {
    List<String> services = List.of(backend.wireName());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url.resolve("/q/health").toString())
            .setTimeout(PATIENCE.toMillis());
    Future<Buffer> body =
        client.request(options).compose(request -> request.send()).compose(answer -> answer.body());
    return Uni.createFrom()
        .completionStage(body.toCompletionStage())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(health -> process(services, url.toString(), health.toString()))
        .onFailure()
        .recoverWithItem(cause ->
            new Process(
                services,
                url.toString(),
                "UNREACHABLE",
                JsonNodeFactory.instance.arrayNode(),
                String.valueOf(cause.getMessage())));
  }

  private static Process process(List<String> services, String address, String health) {
    try {
      JsonNode json = JSON.readTree(health);
      return new Process(
          services, address, json.path("status").asText("DOWN"), json.path("checks"), "");
    } catch (IOException e) {
      throw new IllegalArgumentException("its health is not JSON: " + e.getMessage(), e);
    }
  }
}
