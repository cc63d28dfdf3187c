package dev.rearview.query.api;

import com.google.protobuf.ByteString;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.proto.ValueCodec;
import dev.rearview.proto.causality.v1.CausalityGrpc;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.proto.scan.v1.ScannerGrpc;
import dev.rearview.query.scatter.Place;
import dev.rearview.query.scatter.ScanCall;
import dev.rearview.query.scatter.ScanCalls;
import dev.rearview.query.scatter.ScanFailedException;
import dev.rearview.query.scatter.ScanPart;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs fragments at scanners, replay and causality over gRPC. */
public final class ScanClient implements ScanCalls {
  /** So much earlier a place stops by itself, so that what it has still arrives in time. */
  private static final Duration WAY_BACK = Duration.ofMillis(250);

  private final Channels channels;
  private final Channel replay;
  private final Channel causality;

  public ScanClient(Channels channels, Channel replay, Channel causality) {
    this.channels = channels;
    this.replay = replay;
    this.causality = causality;
  }

  @Override
  public ScanCall open(Place place, Fragment fragment, Duration budget) {
    ScanRequest request = request(place, fragment, budget);
    Context.CancellableContext context = Context.current().withCancellation();
    Context previous = context.attach();
    try {
      return new Call(place, context, iterator(place, request, budget));
    } catch (StatusRuntimeException e) {
      context.cancel(null);
      throw new ScanFailedException(Calls.sentence(place.name(), e.getStatus()), e);
    } finally {
      context.detach(previous);
    }
  }

  private Iterator<ScanReply> iterator(Place place, ScanRequest request, Duration budget) {
    return switch (place) {
      case Place.Node node -> {
        String address = node.address();
        if (address == null) {
          throw new ScanFailedException("its scanner never reported");
        }
        yield bounded(ScannerGrpc.newBlockingStub(channels.to(address)), budget).scan(request);
      }
      case Place.Service service ->
          switch (service.holder()) {
            case REPLAY -> bounded(ReplayGrpc.newBlockingStub(replay), budget).scan(request);
            case CAUSALITY ->
                bounded(CausalityGrpc.newBlockingStub(causality), budget).scan(request);
          };
    };
  }

  private static <S extends AbstractBlockingStub<S>> S bounded(S stub, Duration budget) {
    return budget.isPositive()
        ? stub.withDeadlineAfter(budget.toMillis(), TimeUnit.MILLISECONDS)
        : stub;
  }

  private static ScanRequest request(Place place, Fragment fragment, Duration budget) {
    ScanRequest.Builder request =
        ScanRequest.newBuilder()
            .setNode(place.name())
            .setFragment(fragment.text())
            .setZone(fragment.zone().getId())
            .setNowMs(fragment.nowMs())
            .setLimit(fragment.limit())
            .setWorld(fragment.world())
            .setFollow(fragment.follow())
            .setDeadlineMs(millis(budget));
    if (fragment.fromNanos() != LogRecord.NO_TIME) {
      request.setFromNanos(fragment.fromNanos());
    }
    if (fragment.toNanos() != LogRecord.NO_TIME) {
      request.setToNanos(fragment.toNanos());
    }
    return request.build();
  }

  private static int millis(Duration budget) {
    if (!budget.isPositive()) {
      return 0;
    }
    Duration tenth = budget.dividedBy(10);
    Duration early = tenth.compareTo(WAY_BACK) < 0 ? tenth : WAY_BACK;
    return (int) Math.clamp(budget.minus(early).toMillis(), 1, Integer.MAX_VALUE);
  }

  /** One scan under way. */
  private static final class Call implements ScanCall {
    private final Place place;
    private final Context.CancellableContext context;
    private final Iterator<ScanReply> replies;

    Call(Place place, Context.CancellableContext context, Iterator<ScanReply> replies) {
      this.place = place;
      this.context = context;
      this.replies = replies;
    }

    @Override
    public @Nullable ScanPart next() {
      try {
        while (replies.hasNext()) {
          ScanPart part = part(place, replies.next());
          if (part != null) {
            return part;
          }
        }
        return null;
      } catch (StatusRuntimeException e) {
        throw new ScanFailedException(Calls.sentence(place.name(), e.getStatus()), e);
      } catch (IllegalArgumentException e) {
        throw new ScanFailedException(
            "%s sent what is no answer: %s".formatted(place.name(), e.getMessage()), e);
      }
    }

    @Override
    public void cancel() {
      context.cancel(null);
    }
  }

  private static @Nullable ScanPart part(Place place, ScanReply reply) {
    return switch (reply.getPartCase()) {
      case ROWS ->
          new ScanPart.Rows(reply.getRows().getRowsList().stream().map(ScanClient::row).toList());
      case PARTIALS ->
          new ScanPart.Groups(
              reply.getPartials().getGroupsList().stream().map(ScanClient::group).toList());
      case REPORT -> new ScanPart.Done(PlaceReports.of(place, reply.getReport()));
      case HEADER, PART_NOT_SET -> null;
    };
  }

  private static NodeRow row(Row row) {
    List<@Nullable Object> values = new ArrayList<>(row.getValuesCount());
    row.getValuesList().forEach(value -> values.add(ValueCodec.fromProto(value)));
    return new NodeRow(
        values,
        row.hasTsNanos() ? row.getTsNanos() : LogRecord.NO_TIME,
        row.getStream(),
        row.getPosition(),
        row.getContext(),
        row.getGroup());
  }

  private static PartialGroup group(dev.rearview.proto.scan.v1.PartialGroup group) {
    List<@Nullable Object> keys = new ArrayList<>(group.getKeysCount());
    group.getKeysList().forEach(key -> keys.add(ValueCodec.fromProto(key)));
    return new PartialGroup(
        keys, group.getStatesList().stream().map(ByteString::toByteArray).toList());
  }
}
