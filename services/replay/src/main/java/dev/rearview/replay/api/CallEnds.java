package dev.rearview.replay.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows when a call is over. gRPC on the HTTP port does not tell a service that its client left
 * once the request was read; the HTTP exchange below it does, so each call of this service is
 * marked on its way in and finds its exchange's end by the mark.
 */
@Singleton
@GlobalInterceptor
public final class CallEnds implements ServerInterceptor {
  private static final String PATHS = "/rearview.replay.v1.Replay/";
  private static final String HEADER = "rearview-replay-call";
  private static final int BEFORE_GRPC = 100;
  private static final Metadata.Key<String> MARK =
      Metadata.Key.of(HEADER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<CompletableFuture<Void>> END = Context.key(HEADER);

  private final Map<String, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

  void register(@Observes Filters filters) {
    filters.register(this::mark, BEFORE_GRPC);
  }

  private void mark(RoutingContext exchange) {
    if (exchange.request().path().startsWith(PATHS)) {
      String mark = UUID.randomUUID().toString();
      CompletableFuture<Void> end = new CompletableFuture<>();
      open.put(mark, end);
      exchange.request().headers().set(HEADER, mark);
      exchange.addEndHandler(ended -> {
        open.remove(mark);
        end.complete(null);
      });
    }
    exchange.next();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String mark = headers.get(MARK);
    CompletableFuture<Void> end = mark == null ? null : open.get(mark);
    return end == null
        ? next.startCall(call, headers)
        : Contexts.interceptCall(Context.current().withValue(END, end), call, headers, next);
  }

  /** Runs something once the call that is being handled is over, however it ends. */
  static void atEnd(Runnable told) {
    CompletableFuture<Void> end = END.get();
    if (end != null) {
      end.thenRun(told);
    }
  }
}
