package dev.rearview.engine.format;

import java.util.List;
import java.util.Map;

/** Declares what web servers, proxies and load balancers write. The most telling first. */
final class WebFormats {
  static final PatternFormat INGRESS_NGINX =
      PatternFormat.named("ingress_nginx", "access of Kubernetes' ingress-nginx")
          .pattern(
              "(?<clientIp>\\S+) - (?<user>\\S+) \\[%{common_log}\\] \"(?:(?<method>[A-Z]{3,10}) (?<path>[^ \"]*)(?: (?<protocol>[^ \"]*))?|%{quoted})\" (?<status>\\d{3}) (?<bytes>\\d+) \"(?<referer>%{quoted})\" \"(?<userAgent>%{quoted})\" (?<requestLength>\\d+) (?<requestTime>[\\d.]+) \\[(?<upstream>[^\\]]*)\\] \\[(?<alternativeUpstream>[^\\]]*)\\] (?<upstreamAddress>\\S+) (?<upstreamBytes>\\S+) (?<upstreamTime>\\S+) (?<upstreamStatus>\\S+) (?<requestId>\\S+)")
          .numbers(
              "status",
              "bytes",
              "requestLength",
              "requestTime",
              "upstreamBytes",
              "upstreamTime",
              "upstreamStatus")
          .sample(
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /cart HTTP/1.1\" 502 157 \"-\" \"curl/8.5\" 215 0.004 [shop-cart-80] [] 10.0.0.2:80 157 0.004 502 4bf92f35",
              "2024-01-15T15:47:23Z",
              null,
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /cart HTTP/1.1\" 502 157 \"-\" \"curl/8.5\" 215 0.004 [shop-cart-80] [] 10.0.0.2:80 157 0.004 502 4bf92f35",
              Map.of(
                  "status",
                  502L,
                  "upstream",
                  "shop-cart-80",
                  "request_time",
                  0.004,
                  "request_id",
                  "4bf92f35"))
          .build();

  static final PatternFormat ACCESS =
      PatternFormat.named("access", "Apache and nginx access, common and combined")
          .pattern(
              "(?<clientIp>\\S+) (?<ident>\\S+) (?<user>\\S+) \\[%{common_log}\\] \"(?:(?<method>[A-Z]{3,10}) (?<path>[^ \"]*)(?: (?<protocol>[^ \"]*))?|%{quoted})\" (?<status>\\d{3}) (?<bytes>\\d+|-)(?: \"(?<referer>%{quoted})\" \"(?<userAgent>%{quoted})\")?(?: (?<requestTime>\\d+\\.\\d+))?(?<pairs>.*)",
              "(?<virtualHost>\\S+) (?<clientIp>\\S+) (?<ident>\\S+) (?<user>\\S+) \\[%{common_log}\\] \"(?:(?<method>[A-Z]{3,10}) (?<path>[^ \"]*)(?: (?<protocol>[^ \"]*))?|%{quoted})\" (?<status>\\d{3}) (?<bytes>\\d+|-)(?: \"(?<referer>%{quoted})\" \"(?<userAgent>%{quoted})\")?(?: (?<requestTime>\\d+\\.\\d+))?(?<pairs>.*)")
          .numbers("status", "bytes", "requestTime")
          .sample(
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /cart?id=7 HTTP/1.1\" 502 157 \"-\" \"curl/8.5\"",
              "2024-01-15T15:47:23Z",
              null,
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /cart?id=7 HTTP/1.1\" 502 157 \"-\" \"curl/8.5\"",
              Map.of("status", 502L, "method", "GET", "path", "/cart?id=7", "bytes", 157L))
          .sample(
              "10.1.2.3 - bob [15/Jan/2024:16:47:23 +0100] \"POST / HTTP/1.1\" 200 - \"-\" \"x\" 0.012 request_id=req-8831",
              "2024-01-15T15:47:23Z",
              null,
              "10.1.2.3 - bob [15/Jan/2024:16:47:23 +0100] \"POST / HTTP/1.1\" 200 - \"-\" \"x\" 0.012 request_id=req-8831",
              Map.of("user", "bob", "request_time", 0.012, "request_id", "req-8831"))
          .sample(
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"\\x16\\x03\\x01\" 400 226 \"-\" \"say \\\"hi\\\"\"",
              "2024-01-15T15:47:23Z",
              null,
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"\\x16\\x03\\x01\" 400 226 \"-\" \"say \\\"hi\\\"\"",
              Map.of("status", 400L, "user_agent", "say \\\"hi\\\""))
          .sample(
              "shop.example:443 10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET / HTTP/2.0\" 200 612",
              "2024-01-15T15:47:23Z",
              null,
              "shop.example:443 10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET / HTTP/2.0\" 200 612",
              Map.of("virtual_host", "shop.example:443", "client_ip", "10.1.2.3"))
          .build();

  static final PatternFormat HAPROXY =
      PatternFormat.named("haproxy", "HAProxy's access, HTTP and TCP, also behind syslog's head")
          .pattern(
              "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d (?<host>\\S+) (?<process>[\\w.-]+)\\[(?<pid>\\d+)\\]: )?(?<clientIp>[0-9A-Fa-f.:]+):(?<clientPort>\\d+) \\[%{common_log}\\] (?<frontend>\\S+) (?<backend>[^/ ]+)/(?<server>\\S+) (?<timers>[-+\\d/]+) (?<status>-?\\d{1,3}) (?<bytes>\\+?\\d+) (?<requestCookie>\\S+) (?<responseCookie>\\S+) (?<termination>[\\w-]{4}) (?<connections>[-+\\d/]+) (?<queues>[\\d/]+)(?: \\{(?<requestHeaders>[^}]*)\\})?(?: \\{(?<responseHeaders>[^}]*)\\})? \"(?<method>[A-Z<>]+)(?: (?<path>[^ \"]*))?(?: (?<protocol>[^\"]*))?\"",
              "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d (?<host>\\S+) (?<process>[\\w.-]+)\\[(?<pid>\\d+)\\]: )?(?<clientIp>[0-9A-Fa-f.:]+):(?<clientPort>\\d+) \\[%{common_log}\\] (?<frontend>\\S+) (?<backend>[^/ ]+)/(?<server>\\S+) (?<timers>[-+\\d/]+) (?<bytes>\\+?\\d+) (?<termination>[\\w-]{2}) (?<connections>[-+\\d/]+) (?<queues>[\\d/]+)")
          .numbers("pid", "clientPort", "status", "bytes")
          .sample(
              "Jan 15 15:47:23 lb haproxy[14389]: 10.0.1.2:33317 [15/Jan/2024:15:47:23.120] http-in shop/srv1 10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 {shop.example} {} \"GET /cart HTTP/1.1\"",
              "2024-01-15T15:47:23.120Z",
              null,
              "Jan 15 15:47:23 lb haproxy[14389]: 10.0.1.2:33317 [15/Jan/2024:15:47:23.120] http-in shop/srv1 10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 {shop.example} {} \"GET /cart HTTP/1.1\"",
              Map.of(
                  "status",
                  503L,
                  "backend",
                  "shop",
                  "server",
                  "srv1",
                  "path",
                  "/cart",
                  "client_port",
                  33317L))
          .sample(
              "10.0.1.2:33313 [15/Jan/2024:15:47:23.120] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0",
              "2024-01-15T15:47:23.120Z",
              null,
              "10.0.1.2:33313 [15/Jan/2024:15:47:23.120] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0",
              Map.of("frontend", "fnt", "bytes", 212L))
          .build();

  static final PatternFormat ENVOY =
      PatternFormat.named("envoy", "Envoy's and Istio's access")
          .pattern(
              "\\[%{iso}\\] \"(?<method>\\S+) (?<path>[^ \"]*)(?: (?<protocol>[^\"]*))?\" (?<status>\\d+) (?<responseFlags>\\S+) (?<bytesReceived>\\d+) (?<bytesSent>\\d+) (?<duration>\\d+) (?<upstreamTime>\\d+|-) \"(?<clientIp>[^\"]*)\" \"(?<userAgent>%{quoted})\" \"(?<requestId>[^\"]*)\" \"(?<authority>[^\"]*)\" \"(?<upstreamHost>[^\"]*)\"(?: (?<upstreamCluster>\\S+))?",
              "\\[%{iso}\\] \"(?<method>\\S+) (?<path>[^ \"]*)(?: (?<protocol>[^\"]*))?\" (?<status>\\d+) (?<responseFlags>\\S+) (?<responseDetails>\\S+) (?<terminationDetails>\\S+) \"(?<upstreamFailure>[^\"]*)\" (?<bytesReceived>\\d+) (?<bytesSent>\\d+) (?<duration>\\d+) (?<upstreamTime>\\d+|-) \"(?<clientIp>[^\"]*)\" \"(?<userAgent>%{quoted})\" \"(?<requestId>[^\"]*)\" \"(?<authority>[^\"]*)\" \"(?<upstreamHost>[^\"]*)\"(?: (?<upstreamCluster>\\S+))?")
          .numbers("status", "bytesReceived", "bytesSent", "duration", "upstreamTime")
          .sample(
              "[2024-01-15T15:47:23.120Z] \"GET /cart HTTP/1.1\" 503 UF 0 91 812 - \"10.0.0.1\" \"curl/8.5\" \"req-1\" \"cart.shop\" \"10.0.0.9:8080\"",
              "2024-01-15T15:47:23.120Z",
              null,
              "[2024-01-15T15:47:23.120Z] \"GET /cart HTTP/1.1\" 503 UF 0 91 812 - \"10.0.0.1\" \"curl/8.5\" \"req-1\" \"cart.shop\" \"10.0.0.9:8080\"",
              Map.of(
                  "status",
                  503L,
                  "response_flags",
                  "UF",
                  "duration",
                  812L,
                  "authority",
                  "cart.shop"))
          .sample(
              "[2024-01-15T15:47:23.120Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 4 3 \"-\" \"curl/7.6\" \"84961386\" \"httpbin:8000\" \"10.44.1.27:80\" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default",
              "2024-01-15T15:47:23.120Z",
              null,
              "[2024-01-15T15:47:23.120Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 4 3 \"-\" \"curl/7.6\" \"84961386\" \"httpbin:8000\" \"10.44.1.27:80\" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default",
              Map.of(
                  "status",
                  418L,
                  "response_details",
                  "via_upstream",
                  "upstream_cluster",
                  "outbound|8000||httpbin.foo.svc.cluster.local"))
          .build();

  static final PatternFormat ENVOY_APP =
      PatternFormat.named("envoy_app", "Envoy's own log: [time][thread][level][logger] message")
          .pattern(
              "\\[%{iso}\\]\\[(?<thread>\\d+)\\]\\[%{level}\\]\\[(?<logger>\\w+)\\] (?:\\[(?<caller>[^\\]]*)\\] )?%{message}")
          .numbers("thread")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23.120][7][warning][config] [source/server/server.cc:1] no healthy upstream",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "no healthy upstream",
              Map.of("logger", "config", "caller", "source/server/server.cc:1"))
          .build();

  static final PatternFormat SQUID =
      PatternFormat.named("squid", "Squid's access")
          .pattern(
              "%{epoch} +(?<duration>\\d+) (?<clientIp>\\S+) (?<result>[A-Z_]+)/(?<status>\\d{3}) (?<bytes>\\d+) (?<method>[A-Z]+) (?<url>\\S+) (?<user>\\S+) (?<hierarchy>\\S+) (?<contentType>\\S+)")
          .numbers("duration", "status", "bytes")
          .sample(
              "1705333643.120    812 10.0.0.7 TCP_MISS/200 1024 GET http://shop.example/ - HIER_DIRECT/10.0.0.1 text/html",
              "2024-01-15T15:47:23.120Z",
              null,
              "1705333643.120    812 10.0.0.7 TCP_MISS/200 1024 GET http://shop.example/ - HIER_DIRECT/10.0.0.1 text/html",
              Map.of("duration", 812L, "status", 200L, "result", "TCP_MISS"))
          .build();

  static final PatternFormat GIN =
      PatternFormat.named("gin", "access of Gin")
          .pattern(
              "\\[GIN\\] (?<time>\\d{4}/\\d\\d/\\d\\d - \\d\\d:\\d\\d:\\d\\d) \\| +(?<status>\\d{3}) \\| +(?<duration>[^| ]+) \\| +(?<clientIp>\\S+) \\| +(?<method>[A-Z]+) +\"(?<path>[^\"]*)\"")
          .time("yyyy/MM/dd - HH:mm:ss")
          .numbers("status")
          .sample(
              "[GIN] 2024/01/15 - 15:47:23 | 502 |    812.4ms |       10.0.0.7 | GET      \"/cart\"",
              "2024-01-15T15:47:23Z",
              null,
              "[GIN] 2024/01/15 - 15:47:23 | 502 |    812.4ms |       10.0.0.7 | GET      \"/cart\"",
              Map.of("status", 502L, "duration", "812.4ms", "path", "/cart"))
          .build();

  static final PatternFormat DJANGO =
      PatternFormat.named("django", "access of Django's own server")
          .pattern(
              "\\[%{common_log}\\] \"(?<method>[A-Z]+) (?<path>\\S+) (?<protocol>[^\"]+)\" (?<status>\\d{3}) (?<bytes>\\d+)")
          .numbers("status", "bytes")
          .sample(
              "[15/Jan/2024 15:47:23] \"GET /cart/ HTTP/1.1\" 500 145",
              "2024-01-15T15:47:23Z",
              null,
              "[15/Jan/2024 15:47:23] \"GET /cart/ HTTP/1.1\" 500 145",
              Map.of("status", 500L, "path", "/cart/"))
          .build();

  static final PatternFormat NGINX_ERROR =
      PatternFormat.named("nginx_error", "nginx error")
          .pattern(
              "(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) \\[(?<level>\\w+)\\] (?<pid>\\d+)#(?<tid>\\d+): (?:\\*(?<connection>\\d+) )?%{message}")
          .time("iso")
          .numbers("pid", "tid", "connection")
          .multiLine()
          .sample(
              "2024/01/15 15:47:23 [error] 29#29: *1 connect() failed (111: Connection refused)",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "connect() failed (111: Connection refused)",
              Map.of("connection", 1L))
          .sample(
              "2024/01/15 15:47:23 [emerg] 1#1: host not found in upstream \"cart\"",
              "2024-01-15T15:47:23Z",
              "FATAL",
              "host not found in upstream \"cart\"")
          .build();

  static final PatternFormat APACHE_ERROR =
      PatternFormat.named("apache_error", "Apache error")
          .pattern(
              "\\[%{ctime}\\] \\[(?:(?<module>\\w*):)?(?<level>\\w+)\\](?: \\[pid (?<pid>\\d+)(?::tid (?<tid>\\d+))?\\])? %{message}")
          .details("\\[client (?<clientIp>[^\\]\\s]+)\\]")
          .numbers("pid", "tid")
          .multiLine()
          .sample(
              "[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok",
              "2005-12-04T04:47:44Z",
              "INFO",
              "workerEnv.init() ok")
          .sample(
              "[Mon Jan 15 15:47:23.120001 2024] [proxy:error] [pid 7:tid 9] [client 10.0.0.1:80] AH00898: Error",
              "2024-01-15T15:47:23.120001Z",
              "ERROR",
              "[client 10.0.0.1:80] AH00898: Error",
              Map.of("module", "proxy", "client_ip", "10.0.0.1:80"))
          .build();

  static final List<PatternFormat> ALL =
      List.of(
          INGRESS_NGINX,
          ACCESS,
          HAPROXY,
          ENVOY,
          ENVOY_APP,
          SQUID,
          GIN,
          DJANGO,
          NGINX_ERROR,
          APACHE_ERROR);

  private WebFormats() {}
}
