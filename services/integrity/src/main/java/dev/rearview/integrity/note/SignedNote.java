package dev.rearview.integrity.note;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A text with signatures, in the form of the C2SP specification signed-note: the text, which ends
 * with a line end; an empty line; and for each signature a line {@code — name base64}, the base64
 * being of the key's number (4 bytes) and the signature. What is signed is the text.
 *
 * @param text with its line end
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** Longest note, in characters. */
  public static final int MAX_LENGTH = 1_000_000;

  /** Most signatures of a note. */
  public static final int MAX_SIGNATURES = 100;

  private static final String DASH = "— ";

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * One signature.
   *
   * @param name of the key
   * @param keyHash the key's number
   * @param bytes of the signature
   */
  public record NoteSignature(String name, int keyHash, byte[] bytes) {
    /** The key's number as eight hexadecimal digits. */
    public String keyNumber() {
      return KeyNames.hex(keyHash);
    }

    String line() {
      byte[] whole = ByteBuffer.allocate(4 + bytes.length).putInt(keyHash).put(bytes).array();
      return DASH + name + " " + Base64.getEncoder().encodeToString(whole) + "\n";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NoteSignature(String n, int h, byte[] b)
          && n.equals(name)
          && h == keyHash
          && Arrays.equals(b, bytes);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }
  }

  /** What known keys say of a note. */
  public enum Trust {
    /** At least one known key signed it. */
    SIGNED,
    /** No known key is named among the signatures. */
    UNKNOWN_KEY,
    /** A signature that claims to be by a known key is not. */
    BAD_SIGNATURE
  }

  /**
   * Signs a text.
   *
   * @param text ends with a line end and has no empty line
   * @param signers at least one
   */
  public static SignedNote sign(String text, List<NoteSigner> signers) {
    if (!text.endsWith("\n") || text.startsWith("\n") || text.contains("\n\n")) {
      throw new IllegalArgumentException(
          "a note's text ends with a line end and has no empty line: " + text);
    }
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("a note is signed by at least one key");
    }
    return new SignedNote(
        text,
        signers.stream()
            .map(signer -> {
              VerifierKey key = signer.verifier();
              return new NoteSignature(
                  key.name(), (int) Long.parseLong(key.number(), 16), signer.sign(text));
            })
            .toList());
  }

  /**
   * Reads one note.
   *
   * @throws NoteException where it is none; it says what is wrong, and in which line
   */
  public static SignedNote parse(String note) throws NoteException {
    if (note.length() > MAX_LENGTH) {
      throw new NoteException(
          0, "a note has at most %d characters, not %d".formatted(MAX_LENGTH, note.length()));
    }
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      throw new NoteException(0, "a signed note has an empty line before its signatures");
    }
    String text = note.substring(0, end + 1);
    requirePlain(text);
    int textLines = (int) text.chars().filter(c -> c == '\n').count();
    List<NoteSignature> signatures = new ArrayList<>();
    String[] lines = note.substring(end + 2).split("\n", -1);
    if (!lines[lines.length - 1].isEmpty()) {
      throw new NoteException(
          textLines + 1 + lines.length, "the note does not end with a line end");
    }
    for (int i = 0; i < lines.length - 1; i++) {
      signatures.add(signature(lines[i], textLines + 2 + i));
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new NoteException(
          textLines + 2,
          "a note has 1 to %d signatures, not %d".formatted(MAX_SIGNATURES, signatures.size()));
    }
    return new SignedNote(text, signatures);
  }

  /**
   * Reads the notes of a text that holds one after the other, as a file does to which each new one
   * was appended. Empty lines between them do not count.
   *
   * @throws NoteException where one of them is none; lines are counted over the whole text
   */
  public static List<SignedNote> parseAll(String notes) throws NoteException {
    List<SignedNote> all = new ArrayList<>();
    StringBuilder note = new StringBuilder();
    boolean signed = false;
    int first = 1;
    String[] lines = notes.split("\n", -1);
    int count = notes.endsWith("\n") ? lines.length - 1 : lines.length;
    for (int i = 0; i < count; i++) {
      boolean signature = lines[i].startsWith(DASH);
      if (signed && !signature) {
        all.add(parseAt(note.toString(), first));
        note.setLength(0);
        signed = false;
      }
      if (note.isEmpty() && lines[i].isEmpty()) {
        continue;
      }
      first = note.isEmpty() ? i + 1 : first;
      signed |= signature && note.indexOf("\n\n") >= 0;
      note.append(lines[i]).append(i == lines.length - 1 ? "" : "\n");
    }
    if (!note.isEmpty()) {
      all.add(parseAt(note.toString(), first));
    }
    return all;
  }

  private static SignedNote parseAt(String note, int firstLine) throws NoteException {
    try {
      return parse(note);
    } catch (NoteException e) {
      int line = Math.max(e.line(), 1) + firstLine - 1;
      throw new NoteException(line, e.getMessage().replaceFirst("^line \\d+: ", ""));
    }
  }

  private static NoteSignature signature(String line, int number) throws NoteException {
    String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : null;
    if (parts == null || parts.length != 2) {
      throw new NoteException(
          number, "a signature reads '— name base64', not '%s'".formatted(line));
    }
    String fault = KeyNames.fault(parts[0]);
    if (!fault.isEmpty()) {
      throw new NoteException(number, fault);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(parts[1]);
      if (bytes.length > 4) {
        return new NoteSignature(
            parts[0], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
      }
    } catch (IllegalArgumentException e) {
      throw new NoteException(number, "the signature is not base64: " + e.getMessage());
    }
    throw new NoteException(number, "the signature is too short to hold a key's number");
  }

  private static void requirePlain(String text) throws NoteException {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      } else if (c < 0x20 || c == 0x7f) {
        throw new NoteException(line, "a control character (%d) in the note".formatted((int) c));
      }
    }
  }

  /**
   * Whether a known key signed it. One bad signature of a known key spoils it, whatever the others
   * say.
   */
  public Trust trust(Collection<VerifierKey> known) {
    Trust found = Trust.UNKNOWN_KEY;
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : known) {
        if (key.claims(signature)) {
          if (!key.verifies(text, signature.bytes())) {
            return Trust.BAD_SIGNATURE;
          }
          found = Trust.SIGNED;
        }
      }
    }
    return found;
  }

  /** The note as it is kept and sent. */
  public String format() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}
