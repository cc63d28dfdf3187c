package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.export.NoteLine;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Kind;
import dev.rearview.model.TimeSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir Path folder;

  private static List<Event> events(int size) {
    return events("default", size);
  }

  private static List<Event> events(String world, int size) {
    List<Event> log = new ArrayList<>();
    String previous = HashChain.GENESIS;
    for (int seq = 1; seq <= size; seq++) {
      Event event =
          Event.builder()
              .id(new UUID(1, seq))
              .world(world)
              .timestampMs(1_700_000_000_000L + seq)
              .timeSource(TimeSource.REPORTED)
              .observedMs(1_700_000_000_000L + seq)
              .componentId("shop/cart")
              .kind(Kind.LOG)
              .message("entry " + seq)
              .build();
      Event chained = HashChain.append(event, seq, previous);
      previous = String.valueOf(chained.hash());
      log.add(chained);
    }
    return log;
  }

  private static List<String> log(int size) {
    return lines(events(size));
  }

  private static List<String> lines(List<Event> log) {
    return new ArrayList<>(log.stream().map(EventJson::write).toList());
  }

  private static CompactRange tree(List<Event> log) {
    TreeHasher hasher = new TreeHasher();
    CompactRange tree = CompactRange.EMPTY;
    for (Event entry : log) {
      tree = tree.append(HashChain.leaf(entry), hasher);
    }
    return tree;
  }

  private static String checkpoint(List<Event> log, int size, NoteSigner... signers) {
    byte[] root = tree(log.subList(0, size)).root(new TreeHasher());
    String world = log.getFirst().world();
    Checkpoint checkpoint = new Checkpoint("rearview/" + world, size, root, 5);
    return SignedNote.sign(checkpoint.text(), List.of(signers)).format();
  }

  private static NoteSigner signer(String name) throws NoteException {
    return NoteSigner.generate(name, new SecureRandom());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Ran verify(List<String> lines, Object... more) throws IOException {
    Path file = folder.resolve("log.ndjson");
    Files.write(file, lines);
    List<Object> arguments = new ArrayList<>(List.of("verify", "--from-dump", file));
    arguments.addAll(List.of(more));
    return Ran.of(arguments.toArray());
  }

  @Test
  void tellsAWholeLogFromADamagedOne() throws IOException {
    List<String> lines = log(5);
    Ran whole = verify(lines);
    assertThat(whole.out())
        .contains("world default: 5 entries, 1 to 5")
        .contains("whole, but not held against a kept checkpoint");
    assertThat(whole.code()).isEqualTo(3);

    List<String> edited = new ArrayList<>(lines);
    edited.set(2, edited.get(2).replace("entry 3", "entry X"));
    Ran damaged = verify(edited);
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.out()).contains("DAMAGED").contains("  3: edit: ");
  }

  @Test
  void holdsTheLogAgainstKeptCheckpoints() throws Exception {
    NoteSigner signer = signer("rearview");
    List<Event> log = events(9);
    Path kept = file("kept", checkpoint(log, 3, signer) + "\n" + checkpoint(log, 7, signer));
    String key = signer.verifier().vkey();

    Ran whole = verify(lines(log), "--against", kept, "--key", key);
    assertThat(whole.out()).contains("whole, as the kept checkpoint at 7 says");
    assertThat(whole.out()).doesNotContain("note:");
    assertThat(whole.code()).isZero();

    Ran unsigned = verify(lines(log), "--against", kept);
    assertThat(unsigned.code()).isZero();
    assertThat(unsigned.out()).contains("note: the signatures of the kept checkpoints were not");

    Ran cut = verify(lines(log.subList(0, 5)), "--against", kept, "--key", key);
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out()).contains("  6: truncation: the log ends with entry 5, but it had 7");

    List<Event> other = new ArrayList<>(log.subList(0, 4));
    for (int seq = 5; seq <= 9; seq++) {
      Event entry = log.get(seq - 1).toBuilder().message("rewritten").build();
      other.add(HashChain.append(entry, seq, String.valueOf(other.getLast().hash())));
    }
    Ran forked = verify(lines(other), "--against", kept, "--key", key);
    assertThat(forked.code()).isEqualTo(1);
    assertThat(forked.out()).contains("  4: fork: entries 4 to 7 are not all those");
  }

  @Test
  void unknownKeysAndBadSignaturesAreToldApart() throws Exception {
    NoteSigner signer = signer("rearview");
    NoteSigner stranger = signer("stranger");
    List<Event> log = events(9);
    Path kept = file("kept", checkpoint(log, 7, signer));
    Path changed = file("changed", checkpoint(log, 7, signer).replace("\n7\n", "\n6\n"));
    String key = signer.verifier().vkey();

    Ran unknown = verify(lines(log), "--against", kept, "--key", stranger.verifier().vkey());
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("rearview/default at 7")
        .contains("none of the trusted keys");
    Ran bad = verify(lines(log), "--against", changed, "--key", key);
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("rearview/default at 6: bad signature");
    Path both = file("keys", "# two\n" + stranger.verifier() + "\n" + key + "\n");
    assertThat(verify(lines(log), "--against", kept, "--key", both).code()).isZero();
    assertThat(verify(lines(log), "--key", "rearview+12345678+AAAA").err()).contains("Ed25519");
    Path noNote = file("none", "hello\n");
    assertThat(verify(lines(log), "--against", noNote).err())
        .contains(noNote + ": line 1: ")
        .contains("empty line before its signatures");
    assertThat(verify(lines(log), "--against", file("empty", "")).err())
        .contains("holds no checkpoint");
  }

  @Test
  void everyWorldIsCheckedUnlessSomeAreNamed() throws Exception {
    NoteSigner signer = signer("rearview");
    List<Event> one = events("one", 4);
    List<Event> two = events("two", 4);
    List<String> lines = lines(one);
    lines.addAll(lines(two).subList(1, 4));
    Path kept = file("kept", checkpoint(one, 4, signer) + checkpoint(events("gone", 3), 3, signer));

    assertThat(verify(lines).code()).isEqualTo(1);
    assertThat(verify(lines, "--world", "one").code()).isEqualTo(3);
    assertThat(verify(lines, "--world", "one", "--against", kept).code()).isZero();
    assertThat(verify(lines, "--world", "nobody").code()).isEqualTo(2);
    Ran gone = verify(lines(one), "--against", kept);
    assertThat(gone.code()).isEqualTo(2);
    assertThat(gone.err()).contains("a kept checkpoint of world gone");
    Ran cut = verify(lines(one), "--world", "gone", "--against", kept);
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out()).contains("  1: truncation: the log ends with entry 0, but it had 3");
  }

  @Test
  void aLogBehindAPruneRecordIsWhole() throws Exception {
    NoteSigner signer = signer("rearview");
    List<Event> log = events(9);
    byte[] chain = HexFormat.of().parseHex(String.valueOf(log.get(3).hash()));
    SignedNote pruned =
        SignedNote.sign(
            new PruneRecord("rearview/default", chain, tree(log.subList(0, 4)), 9).text(),
            List.of(signer));
    List<String> lines = lines(log.subList(4, 9));
    assertThat(verify(lines).out()).contains("  1: deletion: entries 1 to 4 are missing");
    lines.addFirst(NoteLine.write(pruned));
    String key = signer.verifier().vkey();
    Path kept = file("kept", checkpoint(log, 8, signer));

    Ran whole = verify(lines, "--key", key, "--against", kept);
    assertThat(whole.out()).contains("entries 1 to 4 were pruned").doesNotContain("note:");
    assertThat(whole.code()).isZero();
    assertThat(verify(lines).code()).isEqualTo(3);
    assertThat(verify(lines).out()).contains("note: the log of world default begins behind");
    Ran forged = verify(lines, "--key", signer("rearview").verifier().vkey());
    assertThat(forged.code()).isEqualTo(1);
    assertThat(forged.out()).contains("does not count").contains("  1: deletion: ");
  }

  @Test
  void speaksJsonToPrograms() throws Exception {
    List<Event> log = events(5);
    List<String> lines = lines(log);
    lines.remove(1);
    Ran ran = verify(lines, "--format", "json");
    JsonNode report = new ObjectMapper().readTree(ran.out());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(report.at("/exit_code").asInt()).isEqualTo(1);
    assertThat(report.at("/worlds/0/damage/0/seq").asLong()).isEqualTo(2);
    assertThat(report.at("/worlds/0/damage/0/kind").asText()).isEqualTo("deletion");
    JsonNode whole = new ObjectMapper().readTree(verify(lines(log), "--format", "json").out());
    assertThat(whole.at("/worlds/0/root").asText())
        .isEqualTo(HexFormat.of().formatHex(tree(log).root(new TreeHasher())));
  }

  @Test
  void readsCompressedExports() throws Exception {
    Path file = folder.resolve("log.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", log(2_000)) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Ran.of("verify", "--from-dump", file).out()).contains("2,000 entries, 1 to 2000");
  }

  @Test
  void saysThatItCouldNotCheck() throws IOException {
    assertThat(verify(List.of()).code()).isEqualTo(2);
    Ran missing = Ran.of("verify", "--from-dump", folder.resolve("none"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no such file");
    assertThat(Ran.of("verify").code()).isEqualTo(2);
    assertThat(verify(log(2), "--against", folder.resolve("none")).code()).isEqualTo(2);
  }
}
