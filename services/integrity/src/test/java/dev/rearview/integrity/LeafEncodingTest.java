package dev.rearview.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The golden vectors of encoding v1, computed by other code than ours. Logs that users keep depend
 * on them: a change that breaks one of them is wrong.
 */
class LeafEncodingTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final UUID ID = UUID.fromString("018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e");

  private static final Event FULL =
      Event.builder()
          .id(ID)
          .world("w1")
          .globalSeq(7)
          .timestampMs(1_705_333_643_000L)
          .timeSource(TimeSource.CLOCK_AHEAD)
          .reportedMs(1_805_333_643_000L)
          .observedMs(1_705_333_643_001L)
          .componentId("shop/cart")
          .kind(Kind.STATE)
          .logLevel(Level.WARN)
          .message("Grüße \uD83D\uDED2")
          .stateDelta("{ \"b\": 1.50, \"a\":null }")
          .deltaFormat(DeltaFormat.MERGE_PATCH)
          .dependencyIds(List.of("shop/db", "shop/auth"))
          .reqId("r")
          .requestId("")
          .sessionId("s-42")
          .traceId("t")
          .spanId("p")
          .parentSpanId("pp")
          .causeIds(List.of(UUID.fromString("018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4f")))
          .attribute("b", "2")
          .attribute("a", "1")
          .attribute("\uD83D\uDED2", "x")
          .attribute("\uFFEE", "y")
          .metric("cpu", 81.5)
          .sourceId("n1")
          .build();

  private static final Event SPARSE =
      Event.builder()
          .id(ID)
          .globalSeq(1)
          .timestampMs(-1L)
          .observedMs(0L)
          .componentId("cart")
          .build();

  @Test
  void anEventWithEveryFieldHasTheseBytesAndHashes() {
    assertThat(HEX.formatHex(LeafEncoding.encode(FULL)))
        .isEqualTo(
            "0100000010018d0d8e7b1e7c449d0e2f6a1b2c3d4e00000002773100000008000000000000000700"
                + "0000080000018d0dce56f80000000b636c6f636b5f616865616400000008000001a456453ef80000"
                + "00080000018d0dce56f90000000973686f702f63617274000000057374617465000000045741524e"
                + "0000000c4772c3bcc39f6520f09f9b92000000177b202262223a20312e35302c202261223a6e756c"
                + "6c207d0000000b6d657267652d70617463680000001c000000020000000773686f702f6462000000"
                + "0973686f702f6175746800000001720000000000000004732d343200000001740000000170000000"
                + "027070000000180000000100000010018d0d8e7b1e7c449d0e2f6a1b2c3d4f000000310000000400"
                + "0000016100000001310000000162000000013200000003efbfae000000017900000004f09f9b9200"
                + "00000178000000170000000100000003637075000000084054600000000000000000026e31");
    assertThat(HEX.formatHex(HashChain.leaf(FULL)))
        .isEqualTo("3f3226d239bec41eba7a7e85d853cf82baadd1d974528c84a502ef4182fce85f");
    assertThat(HashChain.append(FULL, 7, HashChain.GENESIS).hash())
        .isEqualTo("6a12c36e60d15d611889caace1e6412183d2f0eecba6c9647df6abf681bd3dba");
  }

  @Test
  void anEventWithOnlyWhatItNeedsHasTheseBytesAndHashes() {
    assertThat(HEX.formatHex(LeafEncoding.encode(SPARSE)))
        .isEqualTo(
            "0100000010018d0d8e7b1e7c449d0e2f6a1b2c3d4e0000000764656661756c740000000800000000"
                + "0000000100000008ffffffffffffffff000000087265706f72746564ffffffff0000000800000000"
                + "000000000000000463617274000000036c6f67ffffffffffffffffffffffffffffffffffffffffff"
                + "ffffffffffffffffffffffffffffffffffffffffffffff0000000400000000000000040000000000"
                + "00000400000000ffffffff");
    assertThat(HEX.formatHex(HashChain.leaf(SPARSE)))
        .isEqualTo("199e5515fb3e7fc271692c93814bda36b83b4f699d683c2452281b70fa2faf7e");
    assertThat(HashChain.append(SPARSE, 1, HashChain.GENESIS).hash())
        .isEqualTo("5dd1e7d230adedd4fe81c273fd42b28474e28194e24d051dfda373c25839bb0d");
  }

  @Test
  void absentAndEmptyDiffer() {
    assertDiffer(SPARSE, SPARSE.toBuilder().message("").build());
    assertDiffer(SPARSE, SPARSE.toBuilder().dependencyIds(List.of()).build());
    assertDiffer(
        SPARSE.toBuilder().requestId("x").build(), SPARSE.toBuilder().sessionId("x").build());
  }

  @Test
  void theChainsOwnFieldsAreNotPartOfIt() {
    assertThat(LeafEncoding.encode(FULL.toBuilder().prevHash("00").hash("ff").build()))
        .isEqualTo(LeafEncoding.encode(FULL));
  }

  private static void assertDiffer(Event one, Event other) {
    assertThat(LeafEncoding.encode(one)).isNotEqualTo(LeafEncoding.encode(other));
  }
}
