package dev.rearview.replay.topology;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.replay.log.EventBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Events in the store are the bytes of the topic without the fields that the store can derive. */
public final class CodecBytes implements EventBytes {
  private static final HexFormat HEX = HexFormat.of();
  private static final int WORLD = dev.rearview.proto.event.v1.Event.WORLD_FIELD_NUMBER;
  private static final int GLOBAL_SEQ = dev.rearview.proto.event.v1.Event.GLOBAL_SEQ_FIELD_NUMBER;
  private static final int PREV_HASH = dev.rearview.proto.event.v1.Event.PREV_HASH_FIELD_NUMBER;
  private static final int HASH = dev.rearview.proto.event.v1.Event.HASH_FIELD_NUMBER;

  @Override
  public byte[] body(byte[] record, boolean withPrevHash) {
    try {
      byte[] body = new byte[record.length];
      int length = 0;
      CodedInputStream in = CodedInputStream.newInstance(record);
      while (!in.isAtEnd()) {
        int start = in.getTotalBytesRead();
        int field = WireFormat.getTagFieldNumber(skip(in));
        if (field != WORLD && field != GLOBAL_SEQ && (field != PREV_HASH || withPrevHash)) {
          int size = in.getTotalBytesRead() - start;
          System.arraycopy(record, start, body, length, size);
          length += size;
        }
      }
      return Arrays.copyOf(body, length);
    } catch (IOException e) {
      throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
    }
  }

  private static int skip(CodedInputStream in) throws IOException {
    int tag = in.readTag();
    in.skipField(tag);
    return tag;
  }

  @Override
  public Event decode(String world, long globalSeq, byte[] body) {
    return EventCodec.read(body).world(world).globalSeq(globalSeq).build();
  }

  @Override
  public @Nullable String hash(byte[] body) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(body);
      while (!in.isAtEnd()) {
        int tag = in.readTag();
        if (WireFormat.getTagFieldNumber(tag) == HASH) {
          return HEX.formatHex(in.readByteArray());
        }
        in.skipField(tag);
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("a stored event is damaged", e);
    }
  }
}
