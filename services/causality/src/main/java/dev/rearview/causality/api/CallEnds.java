package dev.rearview.causality.api;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells a scan that its call ended. The gRPC server on the HTTP port does not say so once a request
 * has been read wholly (eclipse-vertx/vert.x, issue 5562), though the HTTP response below it knows:
 * so each scan's request gets a number on its way in, by which its call finds the response's end.
 */
@Singleton
@GlobalInterceptor
public final class CallEnds implements ServerInterceptor {
  private static final String HEADER = "rearview-causality-call";
  private static final String SCANS = "/rearview.causality.v1.Causality/Scan";
  private static final int BEFORE_GRPC = 100;
  private static final Metadata.Key<String> NUMBER =
      Metadata.Key.of(HEADER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<CallEnd> END = Context.key(HEADER);

  private final Map<String, CallEnd> open = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** The end of one call; also where it came before anybody listened. */
  static final class CallEnd {
    private boolean over;
    private @Nullable Runnable listener;

    synchronized void listen(Runnable told) {
      listener = told;
      if (over) {
        told.run();
      }
    }

    private synchronized void end() {
      over = true;
      if (listener != null) {
        listener.run();
      }
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::number, BEFORE_GRPC);
  }

  private void number(RoutingContext request) {
    if (request.request().path().startsWith(SCANS)) {
      String number = Long.toString(numbers.incrementAndGet());
      CallEnd end = new CallEnd();
      open.put(number, end);
      request.request().headers().set(HEADER, number);
      request.addEndHandler(ended -> {
        open.remove(number);
        end.end();
      });
    }
    request.next();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String number = headers.get(NUMBER);
    CallEnd end = number == null ? null : open.get(number);
    return end == null
        ? next.startCall(call, headers)
        : Contexts.interceptCall(Context.current().withValue(END, end), call, headers, next);
  }

  /** The end of the call that is being handled; null where the server itself tells of it. */
  static @Nullable CallEnd current() {
    return END.get();
  }
}
