package dev.rearview.http.api;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows when a gRPC call is over. The gRPC server on the HTTP port does not tell a service that its
 * client left once the request has been read wholly (eclipse-vertx/vert.x, issue 5562), though the
 * HTTP exchange below it knows: so each call gets a number on its way in, by which it finds its
 * exchange's end.
 */
@Singleton
@GlobalInterceptor
public final class CallEnds implements ServerInterceptor {
  private static final String HEADER = "rearview-call";
  private static final String CALLS = "/rearview.";
  private static final int BEFORE_GRPC = 100;
  private static final Metadata.Key<String> NUMBER =
      Metadata.Key.of(HEADER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<CompletableFuture<Void>> END = Context.key(HEADER);

  private final Map<String, CompletableFuture<Void>> open = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  void register(@Observes Filters filters) {
    filters.register(this::number, BEFORE_GRPC);
  }

  private void number(RoutingContext exchange) {
    if (exchange.request().path().startsWith(CALLS)) {
      String number = Long.toString(numbers.incrementAndGet());
      CompletableFuture<Void> end = new CompletableFuture<>();
      open.put(number, end);
      exchange.request().headers().set(HEADER, number);
      exchange.addEndHandler(ended -> {
        open.remove(number);
        end.complete(null);
      });
    }
    exchange.next();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String number = headers.get(NUMBER);
    CompletableFuture<Void> end = number == null ? null : open.get(number);
    return end == null
        ? next.startCall(call, headers)
        : Contexts.interceptCall(Context.current().withValue(END, end), call, headers, next);
  }

  /**
   * Runs something once the call that is being handled is over, however it ends; at once where it
   * is over already. To be called before the call's handler returns.
   */
  public static void atEnd(Runnable told) {
    CompletableFuture<Void> end = END.get();
    if (end != null) {
      var unused = end.thenRun(told);
    }
  }
}
