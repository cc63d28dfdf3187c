package dev.rearview.integrity.export;

import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.Verification;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Worlds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export of the log: NDJSON, one event a line as {@link EventJson} writes it, the
 * worlds mixed as they come; a line with a signed note may stand before a world's first event. What
 * cannot be read counts against the world of the line before it. Memory is bounded by the longest
 * line and the number of worlds.
 */
public final class ExportVerifier {
  /** Longest line that is read, in bytes; an event has at most 900 KiB before JSON escapes. */
  public static final int MAX_LINE_BYTES = 8 << 20;

  /** Most worlds in one export. */
  public static final int MAX_WORLDS = 10_000;

  private static final byte[] NO_WORLD = new byte[0];

  private final LogKnowledge knowledge;
  private final Predicate<String> wanted;
  private final PlainLine plain = new PlainLine();
  private final MessageDigest digest = HashChain.sha256();
  private final Map<String, ChainVerifier> byWorld = new TreeMap<>();
  private byte[] currentWorld = NO_WORLD;
  private @Nullable ChainVerifier current;
  private boolean currentWanted = true;

  private ExportVerifier(LogKnowledge knowledge, Predicate<String> wanted) {
    this.knowledge = knowledge;
    this.wanted = wanted;
  }

  /** Every world of an export, each from its beginning. */
  public static List<Verification> verify(InputStream export) throws IOException {
    return verify(export, world -> Expectation.wholeLog(), world -> true);
  }

  /**
   * Reads the export to its end.
   *
   * @param knowledge what is known of a world's log from elsewhere
   * @param wanted which worlds are verified; the lines of others are passed over
   * @return one verification for each world in it, by name; empty for an empty export
   * @throws IOException where reading fails or the export has more than {@value #MAX_WORLDS} worlds
   */
  public static List<Verification> verify(
      InputStream export, LogKnowledge knowledge, Predicate<String> wanted) throws IOException {
    ExportVerifier verifier = new ExportVerifier(knowledge, wanted);
    verifier.readLines(new Lines(export, MAX_LINE_BYTES));
    return verifier.byWorld.values().stream().map(ChainVerifier::finish).toList();
  }

  private void readLines(Lines lines) throws IOException {
    while (lines.next()) {
      byte[] bytes = lines.bytes();
      boolean taken =
          lines.isEnded() && plain.read(bytes, lines.from(), lines.to()) && takeAtLittleCost();
      if (!taken) {
        line(lines);
      }
    }
  }

  private boolean takeAtLittleCost() throws IOException {
    if (current == null || !plain.isOfWorld(currentWorld)) {
      enter(plain.world());
    }
    if (!currentWanted || current == null) {
      return !currentWanted;
    }
    byte[] leaf = HashChain.leaf(plain.leaf(), digest);
    return current.acceptWhole(plain.globalSeq(), plain.prevHash(), plain.hash(), leaf);
  }

  private void line(Lines lines) throws IOException {
    if (lines.isEnded() && isBlank(lines)) {
      return;
    }
    try {
      String json = text(lines);
      if (NoteLine.isOne(json)) {
        note(json, lines.number());
        return;
      }
      Event event = EventJson.read(json, false).build();
      ChainVerifier verifier = enter(event.world());
      if (currentWanted) {
        verifier.accept(event);
      }
    } catch (EventJson.InvalidEventException
        | CharacterCodingException
        | IllegalArgumentException
        | IllegalStateException e) {
      unreadable("line %d: %s".formatted(lines.number(), e.getMessage()), lines.isEnded());
    }
  }

  private void note(String json, long number) throws IOException {
    try {
      knowledge.learn(SignedNote.parse(NoteLine.read(json)));
    } catch (NoteException e) {
      throw new IOException("the note of line %d: %s".formatted(number, e.getMessage()), e);
    }
  }

  private void unreadable(String why, boolean ended) throws IOException {
    ChainVerifier verifier = current == null ? enter(Worlds.DEFAULT) : current;
    if (!currentWanted) {
      return;
    }
    if (ended) {
      verifier.acceptUnreadable(why);
    } else {
      verifier.acceptBrokenOff(why);
    }
  }

  private static String text(Lines lines)
      throws EventJson.InvalidEventException, CharacterCodingException {
    if (lines.isTooLong()) {
      throw new EventJson.InvalidEventException(
          "", "longer than %d bytes".formatted(MAX_LINE_BYTES));
    }
    ByteBuffer line = ByteBuffer.wrap(lines.bytes(), lines.from(), lines.to() - lines.from());
    return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
  }

  private ChainVerifier enter(String world) throws IOException {
    currentWorld = world.getBytes(StandardCharsets.US_ASCII);
    currentWanted = wanted.test(world);
    ChainVerifier verifier = byWorld.get(world);
    if (verifier == null) {
      if (byWorld.size() == MAX_WORLDS) {
        throw new IOException("the export has more than %d worlds".formatted(MAX_WORLDS));
      }
      verifier = new ChainVerifier(world, knowledge.expectation(world));
      if (currentWanted) {
        byWorld.put(world, verifier);
      }
    }
    current = verifier;
    return verifier;
  }

  private static boolean isBlank(Lines lines) {
    for (int i = lines.from(); i < lines.to(); i++) {
      byte b = lines.bytes()[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
