package dev.rearview.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.console.routing.ProxyLimits;
import dev.rearview.console.routing.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The front door before a fake service, both as real HTTP servers. */
class ReverseProxyIT {
  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() throws Exception {
    client.shutdownNow();
    await(vertx.close());
  }

  @Test
  void theAnswersPartsArriveBeforeTheAnswerEnds() throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    int service =
        serve(request -> {
          request.response().setChunked(true).putHeader("x-from", "query").write("one\n");
          seen.thenRun(() -> vertx.runOnContext(v -> request.response().end("two\n")));
        });
    HttpResponse<InputStream> answer =
        client.send(get(door(service), "/api/v1/query?a=%2F&b="), BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("x-from")).contains("query");
    assertThat(new String(answer.body().readNBytes(4), StandardCharsets.UTF_8)).isEqualTo("one\n");
    seen.complete(null);
    assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("two\n");
  }

  @Test
  void theRequestArrivesAsItWasSent() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    int service =
        serve(request ->
            request
                .body()
                .onSuccess(body -> {
                  seen.complete(
                      "%s %s %s %s %s"
                          .formatted(
                              request.method(),
                              request.uri(),
                              request.getHeader("x-mine"),
                              request.getHeader("content-type"),
                              body));
                  request.response().setStatusCode(202).end("done");
                }));
    HttpRequest request =
        HttpRequest.newBuilder(uri(door(service), "/api/v1/query?zone=Europe%2FBerlin"))
            .header("x-mine", "1")
            .header("content-type", "text/plain")
            .POST(BodyPublishers.ofString("SHOW NODES"))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("done");
    assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo("POST /api/v1/query?zone=Europe%2FBerlin 1 text/plain SHOW NODES");
  }

  @Test
  void anEncodedSlashInAnIdStaysEncoded() throws Exception {
    int service = serve(request -> request.response().end(request.uri()));
    HttpResponse<String> answer =
        client.send(
            get(door(service), "/api/v1/query/shop%2Fcart/x?at=1"), BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("/api/v1/query/shop%2Fcart/x?at=1");
  }

  @Test
  void whatTheServiceHasNotReadIsNotReadFromTheClientEither() throws Exception {
    CompletableFuture<HttpServerRequest> reached = new CompletableFuture<>();
    int service =
        serve(request -> {
          request.pause();
          reached.complete(request);
        });
    long size = 256L * 1024 * 1024;
    java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
    byte[] part = new byte[64 * 1024];
    HttpRequest request =
        HttpRequest.newBuilder(uri(door(service), "/api/v1/query"))
            .POST(
                BodyPublishers.ofInputStream(() ->
                    new InputStream() {
                      @Override
                      public int read() {
                        return sent.getAndIncrement() < size ? 0 : -1;
                      }

                      @Override
                      public int read(byte[] into, int from, int length) {
                        if (sent.get() >= size) {
                          return -1;
                        }
                        int n = Math.min(length, part.length);
                        sent.addAndGet(n);
                        return n;
                      }
                    }))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    HttpServerRequest held = reached.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    long before = -1;
    while (before != sent.get()) {
      before = sent.get();
      TimeUnit.MILLISECONDS.sleep(300);
    }
    assertThat(sent.get()).as("bytes on the way to a service that reads none").isLessThan(size / 4);
    held.connection().close();
    assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(502);
  }

  @Test
  void aClientThatGoesAwayEndsTheRequestAtTheService() throws Exception {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    int service =
        serve(request -> {
          request.response().closeHandler(v -> gone.complete(null));
          request.response().setChunked(true).write("one\n");
        });
    HttpResponse<InputStream> answer =
        client.send(get(door(service), "/api/v1/query"), BodyHandlers.ofInputStream());
    answer.body().readNBytes(4);
    answer.body().close();
    gone.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aServiceThatIsDownIs502() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    HttpResponse<String> answer =
        client.send(get(door(nobody), "/api/v1/query"), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"code\":\"upstream_unreachable\"")
        .contains("query service at localhost:" + nobody);
  }

  @Test
  void aServiceThatDoesNotAnswerIs504AndItsRequestEnds() throws Exception {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    int service = serve(request -> request.response().closeHandler(v -> gone.complete(null)));
    HttpResponse<String> answer =
        client.send(
            get(door(service, Duration.ofMillis(300)), "/api/v1/query"), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("\"code\":\"upstream_timeout\"");
    gone.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerThatBreaksOffDoesNotLookComplete() throws Exception {
    int service =
        serve(request -> {
          request.response().setChunked(true).write("one\n");
          vertx.setTimer(50, id -> request.connection().close());
        });
    HttpRequest request = get(door(service), "/api/v1/query");
    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatHasNoUpstreamIsAnsweredHere() throws Exception {
    int service = serve(request -> request.response().end("there"));
    int door = door(service);
    HttpResponse<String> sessions =
        client.send(get(door, "/api/v1/sessions"), BodyHandlers.ofString());
    HttpResponse<String> stream = client.send(get(door, "/api/v1/stream"), BodyHandlers.ofString());
    HttpResponse<String> query = client.send(get(door, "/api/v1/query"), BodyHandlers.ofString());
    assertThat(sessions.body()).isEqualTo("here");
    assertThat(stream.body()).isEqualTo("here");
    assertThat(query.body()).isEqualTo("there");
  }

  private int serve(io.vertx.core.Handler<HttpServerRequest> handler) throws Exception {
    HttpServer server = vertx.createHttpServer().requestHandler(handler);
    return await(server.listen(0)).actualPort();
  }

  private int door(int service) throws Exception {
    return door(service, Duration.ofSeconds(PATIENCE_SECONDS));
  }

  /** A front door that sends queries to the service; whatever passes it is answered "here". */
  private int door(int service, Duration headTimeout) throws Exception {
    Upstreams upstreams = Upstreams.of(Map.of("query", URI.create("http://localhost:" + service)));
    ProxyLimits limits =
        new ProxyLimits(Duration.ofSeconds(2), headTimeout, Duration.ofMinutes(1), 16);
    Router router = Router.router(vertx);
    new FrontDoor(vertx, upstreams, limits).install(router);
    router.route().handler(context -> context.response().end("here"));
    return await(vertx.createHttpServer().requestHandler(router).listen(0)).actualPort();
  }

  private static HttpRequest get(int port, String path) {
    return HttpRequest.newBuilder(uri(port, path)).build();
  }

  private static URI uri(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
