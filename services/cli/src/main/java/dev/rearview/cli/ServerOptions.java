package dev.rearview.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is asked, and how it is reached. */
final class ServerOptions {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "The server. Default: the variable REARVIEW_SERVER, else http://localhost:8080.")
  private @Nullable String server;

  @Option(names = "--world", description = "Tenant or system. Default: ${DEFAULT-VALUE}.")
  private String world = "default";

  String world() {
    return world;
  }

  String server() {
    String chosen = server != null ? server : System.getenv("REARVIEW_SERVER");
    String url = chosen == null || chosen.isBlank() ? "http://localhost:8080" : chosen.strip();
    String whole = url.contains("://") ? url : "http://" + url;
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
  }

  /** The address of a path with parameters. */
  HttpRequest.Builder request(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      return HttpRequest.newBuilder(
          URI.create(server() + path + (query.isEmpty() ? "" : "?" + query)));
    } catch (IllegalArgumentException e) {
      throw Failure.wrong(
          "--server '%s' is no address such as http://host:8080".formatted(server()));
    }
  }

  /** Sends a request; a server that is not there is a sentence, not a stack trace. */
  HttpResponse<InputStream> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw Failure.failed(
          "no server at %s (%s). Start one with ./rearview demo or ./rearview up, or name another with --server"
              .formatted(server(), reason(e)));
    } catch (IOException e) {
      throw Failure.failed("%s did not answer: %s".formatted(server(), reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }

  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "its name is not known";
      }
    }
    return e.getMessage() == null ? "connection refused" : e.getMessage();
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }
}
