package dev.rearview.query.api;

import dev.rearview.proto.ValueCodec;
import dev.rearview.proto.scan.v1.Header;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.Rows;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.proto.scan.v1.ScannerGrpc;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A scanner with one row, which answers as it is told to. */
final class FakeScanner extends ScannerGrpc.ScannerImplBase implements AutoCloseable {
  enum Manner {
    HEALTHY,
    /** A row, and nothing any more. */
    HUNG,
    DENIED,
    /** A row, and the end without a report. */
    BREAKS_OFF,
    /** A row every now and then where it is to follow; else healthy. */
    ENDLESS
  }

  private static final long TIME = Instant.parse("2024-01-15T15:40:00Z").toEpochMilli() * 1_000_000;

  final CountDownLatch cancelled = new CountDownLatch(1);
  private final Manner manner;
  private final Server server;

  FakeScanner(Manner manner) throws IOException {
    this.manner = manner;
    this.server = ServerBuilder.forPort(0).addService(this).build().start();
  }

  String address() {
    return "localhost:" + server.getPort();
  }

  @Override
  public void scan(ScanRequest request, StreamObserver<ScanReply> observer) {
    ServerCallStreamObserver<ScanReply> replies = (ServerCallStreamObserver<ScanReply>) observer;
    replies.setOnCancelHandler(cancelled::countDown);
    if (manner == Manner.DENIED) {
      replies.onError(
          Status.PERMISSION_DENIED.withDescription("may not list pods/log").asRuntimeException());
      return;
    }
    replies.onNext(
        ScanReply.newBuilder().setHeader(Header.newBuilder().addColumns("message")).build());
    replies.onNext(row(request, 0));
    boolean ends = manner == Manner.ENDLESS && !request.getFollow();
    switch (ends ? Manner.HEALTHY : manner) {
      case HEALTHY -> {
        NodeReport.Builder report =
            NodeReport.newBuilder()
                .setNode(request.getNode())
                .setFilesRead(1)
                .setRecords(1)
                .setMatches(1)
                .setComplete(true);
        replies.onNext(ScanReply.newBuilder().setReport(report).build());
        replies.onCompleted();
      }
      case BREAKS_OFF -> replies.onCompleted();
      case ENDLESS -> Thread.ofVirtual().start(() -> goOn(request, replies));
      case HUNG, DENIED -> {}
    }
  }

  private void goOn(ScanRequest request, ServerCallStreamObserver<ScanReply> replies) {
    try {
      for (long i = 1; !replies.isCancelled(); i++) {
        if (replies.isReady()) {
          replies.onNext(row(request, i));
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScanReply row(ScanRequest request, long position) {
    String node = request.getNode();
    Row.Builder row =
        Row.newBuilder()
            .addValues(ValueCodec.toProto("hello from " + node))
            .setTsNanos(TIME + position)
            .setStream("s")
            .setPosition(position);
    if (request.getFragment().contains("event_id")) {
      row.addValues(ValueCodec.toProto(node + " " + position));
    }
    return ScanReply.newBuilder().setRows(Rows.newBuilder().addRows(row)).build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
