package dev.rearview.integrity.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.integrity.Damage;
import dev.rearview.integrity.Damage.Kind;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.Logs;
import dev.rearview.integrity.Verification;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Truncation and rewriting are found against kept checkpoints, whatever their number. */
class KeptCheckpointsTest {
  private static final int ROUNDS = 1_000;
  private static final int MOST_CUT = 1_000;
  private static final int ENTRIES = 40;

  private final Random random = new Random(4_711);

  @Test
  void everyCutTailOfOneToAThousandEntriesIsFound() throws IOException {
    int size = MOST_CUT + 60;
    List<Event> log = Logs.chained("default", size, random);
    List<byte[]> lines = lines(log);
    List<CompactRange> trees = trees(log);
    List<Checkpoint> kept = List.of(checkpoint(trees, 50), checkpoint(trees, size));
    assertThat(verify(lines, size, kept).valid()).isTrue();
    assertThat(verify(lines, size, kept).held()).isEqualTo(size);
    for (int cut = 1; cut <= MOST_CUT; cut++) {
      Verification found = verify(lines, size - cut, kept);
      assertThat(found.held()).isEqualTo(50);
      assertDamage(found, Kind.TRUNCATION, size - cut + 1);
      if (cut % 100 == 0) {
        assertThat(verify(lines, size - cut, List.of()).valid()).isTrue();
      }
    }
  }

  @Test
  void aThousandRewritesWithTheWholeRestChainedAnewAreFound() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", ENTRIES, random);
      List<CompactRange> trees = trees(log);
      int before = random.nextInt(ENTRIES);
      int at = before + random.nextInt(ENTRIES - before);
      int after = at + 1 + random.nextInt(ENTRIES - at);
      List<Event> rewritten = rewritten(log, at);
      List<Checkpoint> kept = List.of(checkpoint(trees, after), checkpoint(trees, before));

      assertThat(verify(rewritten, List.of()).valid()).isTrue();
      assertThat(verify(rewritten, List.of(checkpoint(trees, before))).valid()).isTrue();
      Verification found = verify(rewritten, kept);
      assertThat(found.held()).isEqualTo(before);
      assertDamage(found, Kind.FORK, before + 1);
      assertThat(before + 1).isLessThanOrEqualTo(at + 1);
    }
  }

  @Test
  void aThousandTimesTwoViewsOfOneLogAreFound() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      int shared = random.nextInt(ENTRIES);
      List<Event> one = Logs.chained("default", ENTRIES, random);
      List<Event> other = new ArrayList<>(one.subList(0, shared));
      String head = shared == 0 ? HashChain.GENESIS : String.valueOf(other.getLast().hash());
      int size = shared + 1 + random.nextInt(ENTRIES);
      for (int seq = shared + 1; seq <= size; seq++) {
        Event entry = HashChain.append(Logs.unchained("default", random), seq, head);
        other.add(entry);
        head = String.valueOf(entry.hash());
      }
      Checkpoint ofOne = checkpoint(trees(one), ENTRIES);
      Checkpoint ofOther = checkpoint(trees(other), size);

      assertThat(verify(one, List.of(ofOne)).valid()).isTrue();
      assertThat(verify(other, List.of(ofOther)).valid()).isTrue();
      assertThat(verify(one, List.of(ofOther)).valid()).isFalse();
      assertThat(verify(other, List.of(ofOne)).valid()).isFalse();
      assertThat(verify(other, List.of(ofOne, ofOther)).valid()).isFalse();
    }
  }

  @Test
  void aLogBehindAPruneRecordIsWholeAndEveryOtherBeginningIsNot() throws IOException {
    for (int round = 0; round < ROUNDS / 5; round++) {
      List<Event> log = Logs.chained("default", ENTRIES, random);
      List<CompactRange> trees = trees(log);
      int boundary = 1 + random.nextInt(ENTRIES - 1);
      byte[] chain = HexFormat.of().parseHex(String.valueOf(log.get(boundary - 1).hash()));
      PruneRecord record = new PruneRecord("rearview/default", chain, trees.get(boundary), 1);
      Expectation expected =
          Expectation.prunedAt(record)
              .against(List.of(checkpoint(trees, boundary), checkpoint(trees, ENTRIES)));
      List<Event> rest = log.subList(boundary, ENTRIES);

      Verification whole = verify(rest, expected);
      assertThat(whole.valid()).isTrue();
      assertThat(whole.held()).isEqualTo(ENTRIES);
      assertDamage(verify(rest, Expectation.wholeLog()), Kind.DELETION, 1);
      if (boundary < ENTRIES - 1) {
        assertDamage(verify(rest.subList(1, rest.size()), expected), Kind.DELETION, boundary + 1);
      }
      List<Event> rewritten = rewritten(log, boundary).subList(boundary, ENTRIES);
      assertDamage(verify(rewritten, expected), Kind.FORK, boundary + 1);
    }
  }

  @Test
  void behindDamageNoRootIsClaimed() throws IOException {
    List<Event> log = Logs.chained("default", ENTRIES, random);
    List<CompactRange> trees = trees(log);
    log.set(9, log.get(9).toBuilder().message("edited").build());

    Verification found =
        verify(log, List.of(checkpoint(trees, 9), checkpoint(trees, 10), checkpoint(trees, 30)));

    assertDamage(found, Kind.EDIT, 10);
    assertThat(found.damageCount()).isEqualTo(1);
    assertThat(found.held()).isEqualTo(9);
    assertThat(found.root()).isNull();
  }

  private static List<Event> rewritten(List<Event> log, int at) {
    List<Event> rewritten = new ArrayList<>(log.subList(0, at));
    String head = String.valueOf(log.get(at).prevHash());
    for (int i = at; i < log.size(); i++) {
      Event event = i > at ? log.get(i) : log.get(i).toBuilder().message("rewritten").build();
      Event entry = HashChain.append(event, i + 1, head);
      rewritten.add(entry);
      head = String.valueOf(entry.hash());
    }
    return rewritten;
  }

  private static List<CompactRange> trees(List<Event> log) {
    TreeHasher hasher = new TreeHasher();
    List<CompactRange> trees = new ArrayList<>(List.of(CompactRange.EMPTY));
    log.forEach(entry -> trees.add(trees.getLast().append(HashChain.leaf(entry), hasher)));
    return trees;
  }

  private static Checkpoint checkpoint(List<CompactRange> trees, int size) {
    return new Checkpoint("rearview/default", size, trees.get(size).root(new TreeHasher()), 1);
  }

  private static void assertDamage(Verification found, Kind kind, long seq) {
    assertThat(found.damage())
        .first()
        .extracting(Damage::kind, Damage::seq)
        .containsExactly(kind, seq);
  }

  private static List<byte[]> lines(List<Event> log) {
    return log.stream().map(e -> (EventJson.write(e) + "\n").getBytes(UTF_8)).toList();
  }

  private static Verification verify(List<Event> log, List<Checkpoint> kept) throws IOException {
    return verify(log, Expectation.wholeLog().against(kept));
  }

  private static Verification verify(List<Event> log, Expectation expected) throws IOException {
    return verify(lines(log), log.size(), expected);
  }

  private static Verification verify(List<byte[]> lines, int count, List<Checkpoint> kept)
      throws IOException {
    return verify(lines, count, Expectation.wholeLog().against(kept));
  }

  private static Verification verify(List<byte[]> lines, int count, Expectation expected)
      throws IOException {
    int length = lines.subList(0, count).stream().mapToInt(line -> line.length).sum();
    byte[] export = new byte[length];
    int at = 0;
    for (byte[] line : lines.subList(0, count)) {
      System.arraycopy(line, 0, export, at, line.length);
      at += line.length;
    }
    List<Verification> found =
        ExportVerifier.verify(new ByteArrayInputStream(export), world -> expected, world -> true);
    return found.getFirst();
  }
}
