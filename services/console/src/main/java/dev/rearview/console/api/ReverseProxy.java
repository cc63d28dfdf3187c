package dev.rearview.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.console.routing.Backend;
import dev.rearview.console.routing.ProxyLimits;
import dev.rearview.http.api.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Hands a request to another process and its answer back. Bodies stream with back-pressure in both
 * directions and are never held; a client that goes away ends the request at the service.
 */
final class ReverseProxy {
  private static final Logger LOG = Logger.getLogger(ReverseProxy.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** RFC 9110, 7.6.1: these concern one connection only. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  private final Vertx vertx;
  private final ProxyLimits limits;
  private final HttpClient client;

  ReverseProxy(Vertx vertx, ProxyLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) limits.connectTimeout().toMillis())
                .setMaxWaitQueueSize(limits.maxRequests())
                .setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(limits.maxRequests()));
  }

  void forward(RoutingContext context, Backend backend, URI url) {
    new Exchange(context, backend, url).start();
  }

  /** One request on its way. Everything happens on the client connection's event loop. */
  private final class Exchange {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RoutingContext context;
    private final Backend backend;
    private final URI url;
    private boolean over;

    Exchange(RoutingContext context, Backend backend, URI url) {
      this.context = context;
      this.request = context.request();
      this.response = context.response();
      this.backend = backend;
      this.url = url;
    }

    void start() {
      request.pause();
      String query = request.query() == null ? "" : "?" + request.query();
      RequestOptions options =
          new RequestOptions()
              .setMethod(request.method())
              .setServer(SocketAddress.inetSocketAddress(port(), url.getHost()))
              .setHost(url.getHost())
              .setPort(port())
              .setURI(context.normalizedPath() + query)
              .setConnectTimeout(limits.connectTimeout().toMillis())
              .setIdleTimeout(limits.idleTimeout().toMillis());
      response.closeHandler(gone -> over = true);
      client.request(options).onSuccess(this::send).onFailure(this::unreachable);
    }

    private void send(HttpClientRequest upstream) {
      if (over) {
        upstream.reset();
        return;
      }
      response.closeHandler(gone -> cancel(upstream));
      response.exceptionHandler(broken -> cancel(upstream));
      copyHeaders(request.headers(), upstream.headers());
      upstream.headers().remove(HttpHeaders.HOST).remove(HttpHeaders.EXPECT);
      HeadTimer timer = new HeadTimer(upstream);
      upstream
          .response()
          .onSuccess(answer -> timer.stop())
          .onSuccess(this::receive)
          .onFailure(cause -> timer.stop())
          .onFailure(cause -> noAnswer(cause, timer.fired));
      if (hasBody()) {
        if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
          upstream.setChunked(true);
        }
        request.pipeTo(upstream).onComplete(sent -> timer.start());
      } else {
        request.resume();
        upstream.end().onComplete(sent -> timer.start());
      }
    }

    private boolean hasBody() {
      return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
          || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void receive(HttpClientResponse answer) {
      if (over) {
        return;
      }
      response.setStatusCode(answer.statusCode());
      response.setStatusMessage(answer.statusMessage());
      copyHeaders(answer.headers(), response.headers());
      if (!answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
        response.setChunked(true);
      }
      answer.pipe().endOnComplete(false).to(response).onComplete(sent -> finish(answer, sent));
    }

    private void finish(HttpClientResponse answer, AsyncResult<Void> sent) {
      if (over) {
        return;
      }
      over = true;
      if (sent.succeeded()) {
        if (response.isChunked()) {
          response.trailers().addAll(answer.trailers());
        }
        response.end();
      } else {
        LOG.warnf("answer broke off, service %s: %s", backend.wireName(), reason(sent.cause()));
        response.reset();
      }
    }

    private void cancel(HttpClientRequest upstream) {
      if (!over) {
        over = true;
        upstream.reset();
      }
    }

    private void unreachable(Throwable cause) {
      boolean busy = cause instanceof ConnectionPoolTooBusyException;
      LOG.warnf("no connection, service %s: %s", backend.wireName(), reason(cause));
      if (busy) {
        refuse(
            503,
            "upstream_busy",
            "has %d requests under way and as many waiting".formatted(limits.maxRequests()));
      } else {
        refuse(502, "upstream_unreachable", "cannot be reached: " + reason(cause));
      }
    }

    private void noAnswer(Throwable cause, boolean tooLate) {
      LOG.warnf("no answer, service %s: %s", backend.wireName(), reason(cause));
      if (tooLate || cause instanceof TimeoutException) {
        refuse(
            504,
            "upstream_timeout",
            "did not begin to answer within %s".formatted(limits.headTimeout()));
      } else {
        refuse(502, "upstream_broken", "broke off without an answer: " + reason(cause));
      }
    }

    private void refuse(int status, String code, String what) {
      if (over || response.headWritten()) {
        return;
      }
      over = true;
      String detail =
          "the %s service at %s %s".formatted(backend.wireName(), url.getAuthority(), what);
      response.setStatusCode(status);
      response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
      if (!request.isEnded() && request.version() != HttpVersion.HTTP_2) {
        // The rest of the body is not wanted; without its end the connection is of no more use.
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      response.end(document(Problem.of(status, code, detail)));
    }

    private int port() {
      return url.getPort() < 0 ? 80 : url.getPort();
    }

    /** Runs from the end of the request to the head of the answer. */
    private final class HeadTimer {
      private final HttpClientRequest upstream;
      private long id = -1;
      private boolean answered;
      private boolean fired;

      HeadTimer(HttpClientRequest upstream) {
        this.upstream = upstream;
      }

      void start() {
        if (!answered && !over) {
          id = vertx.setTimer(limits.headTimeout().toMillis(), at -> fire());
        }
      }

      void stop() {
        answered = true;
        vertx.cancelTimer(id);
      }

      private void fire() {
        fired = true;
        upstream.reset();
      }
    }
  }

  private static void copyHeaders(MultiMap from, MultiMap to) {
    Set<String> ofThisHop = new TreeSet<>(HOP_BY_HOP);
    for (String named : from.getAll(HttpHeaders.CONNECTION)) {
      for (String name : named.split(",", -1)) {
        ofThisHop.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    from.forEach((name, value) -> {
      if (!ofThisHop.contains(name.toLowerCase(Locale.ROOT))) {
        to.add(name, value);
      }
    });
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String document(Problem problem) {
    try {
      return JSON.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem document is always JSON", e);
    }
  }
}
