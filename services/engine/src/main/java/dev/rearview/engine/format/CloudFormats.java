package dev.rearview.engine.format;

import java.util.List;
import java.util.Map;

/** Declares what services of clouds write. The most telling first. */
final class CloudFormats {
  static final PatternFormat AWS_ALB =
      PatternFormat.named("aws_alb", "AWS application load balancer's access")
          .pattern(
              "(?<type>https?|h2|wss?|grpcs?) %{iso} (?<elb>\\S+) (?<clientIp>\\S+):(?<clientPort>\\d+) (?<target>\\S+) (?<requestProcessingTime>\\S+) (?<targetProcessingTime>\\S+) (?<responseProcessingTime>\\S+) (?<status>\\d{3}|-) (?<targetStatus>\\d{3}|-) (?<receivedBytes>\\d+) (?<sentBytes>\\d+) \"(?<method>\\S+) (?<url>\\S+) (?<protocol>[^\"]*)\" \"(?<userAgent>%{quoted})\" (?<sslCipher>\\S+) (?<sslProtocol>\\S+)(?: (?<targetGroup>\\S+) \"(?<traceId>[^\"]*)\" \"(?<domain>[^\"]*)\")?")
          .numbers(
              "clientPort",
              "requestProcessingTime",
              "targetProcessingTime",
              "responseProcessingTime",
              "status",
              "targetStatus",
              "receivedBytes",
              "sentBytes")
          .sample(
              "https 2024-01-15T15:47:23.120456Z app/shop/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 502 200 34 366 \"GET https://shop.example:443/cart HTTP/1.1\" \"curl/7.46.0\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:1:targetgroup/t/7 \"Root=1-58337262\" \"shop.example\" \"-\" 1 2024-01-15T15:47:22.120456Z \"forward\" \"-\" \"-\" \"10.0.0.1:80\" \"200\" \"-\" \"-\"",
              "2024-01-15T15:47:23.120456Z",
              null,
              "https 2024-01-15T15:47:23.120456Z app/shop/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 502 200 34 366 \"GET https://shop.example:443/cart HTTP/1.1\" \"curl/7.46.0\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:1:targetgroup/t/7 \"Root=1-58337262\" \"shop.example\" \"-\" 1 2024-01-15T15:47:22.120456Z \"forward\" \"-\" \"-\" \"10.0.0.1:80\" \"200\" \"-\" \"-\"",
              Map.of(
                  "status",
                  502L,
                  "target_status",
                  200L,
                  "sent_bytes",
                  366L,
                  "trace_id",
                  "Root=1-58337262",
                  "target_processing_time",
                  0.048))
          .build();

  static final PatternFormat AWS_NLB =
      PatternFormat.named("aws_nlb", "AWS network load balancer's connections")
          .pattern(
              "(?<type>tls|tcp) (?<version>\\d\\.\\d) %{iso} (?<elb>\\S+) (?<listener>\\S+) (?<clientIp>\\S+):(?<clientPort>\\d+) (?<destination>\\S+) (?<connectionTime>\\d+|-) (?<tlsHandshakeTime>\\d+|-) (?<receivedBytes>\\d+) (?<sentBytes>\\d+) (?<tlsAlert>\\S+) (?<certificate>\\S+) \\S+ (?<sslCipher>\\S+) (?<sslProtocol>\\S+)(?: \\S+ (?<domain>\\S+))?")
          .numbers("clientPort", "connectionTime", "tlsHandshakeTime", "receivedBytes", "sentBytes")
          .sample(
              "tls 2.0 2024-01-15T15:47:23 net/shop/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.168.131.39:2817 10.0.0.1:443 812 2 98 246 - arn:aws:acm:us-east-2:1:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - shop.example - - - 2024-01-15T15:47:22",
              "2024-01-15T15:47:23Z",
              null,
              "tls 2.0 2024-01-15T15:47:23 net/shop/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.168.131.39:2817 10.0.0.1:443 812 2 98 246 - arn:aws:acm:us-east-2:1:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - shop.example - - - 2024-01-15T15:47:22",
              Map.of(
                  "connection_time",
                  812L,
                  "sent_bytes",
                  246L,
                  "domain",
                  "shop.example",
                  "ssl_protocol",
                  "tlsv12"))
          .build();

  static final PatternFormat AWS_ELB =
      PatternFormat.named("aws_elb", "AWS classic load balancer's access")
          .pattern(
              "%{iso} (?<elb>\\S+) (?<clientIp>\\S+):(?<clientPort>\\d+) (?<backend>\\S+) (?<requestProcessingTime>-?[\\d.]+) (?<backendProcessingTime>-?[\\d.]+) (?<responseProcessingTime>-?[\\d.]+) (?<status>\\d{3}|-) (?<backendStatus>\\d{3}|-) (?<receivedBytes>\\d+) (?<sentBytes>\\d+) \"(?<method>\\S+) (?<url>\\S+) (?<protocol>[^\"]*)\"(?: \"(?<userAgent>%{quoted})\" (?<sslCipher>\\S+) (?<sslProtocol>\\S+))?")
          .numbers(
              "clientPort",
              "requestProcessingTime",
              "backendProcessingTime",
              "responseProcessingTime",
              "status",
              "backendStatus",
              "receivedBytes",
              "sentBytes")
          .sample(
              "2024-01-15T15:47:23.120456Z my-elb 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 \"GET http://shop.example:80/ HTTP/1.1\" \"curl/7.38.0\" - -",
              "2024-01-15T15:47:23.120456Z",
              null,
              "2024-01-15T15:47:23.120456Z my-elb 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 \"GET http://shop.example:80/ HTTP/1.1\" \"curl/7.38.0\" - -",
              Map.of(
                  "elb",
                  "my-elb",
                  "status",
                  200L,
                  "backend_processing_time",
                  0.001048,
                  "client_port",
                  2817L))
          .build();

  static final PatternFormat AWS_LAMBDA =
      PatternFormat.named("aws_lambda", "AWS Lambda, of Python and Node.js")
          .pattern(
              "\\[%{level}\\]\\t%{iso}\\t(?<requestId>[0-9a-f-]{8,36})\\t%{message}",
              "%{iso}\\t(?<requestId>[0-9a-f-]{8,36}|undefined)\\t%{level}\\t%{message}")
          .multiLine()
          .sample(
              "[ERROR]\t2024-01-15T15:47:23.120Z\t8f507cfc-0a1b-4697-b07a-ac58fc914c95\trefused",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("request_id", "8f507cfc-0a1b-4697-b07a-ac58fc914c95"))
          .sample(
              "2024-01-15T15:47:23.120Z\t8f507cfc-0a1b-4697-b07a-ac58fc914c95\tINFO\tsaved",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "saved")
          .build();

  static final List<PatternFormat> ALL = List.of(AWS_ALB, AWS_NLB, AWS_ELB, AWS_LAMBDA);

  private CloudFormats() {}
}
