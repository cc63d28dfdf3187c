package dev.rearview.ingestion.redaction;

import dev.rearview.ingestion.redaction.Characters.Mark;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in a text and puts something else in their place. Every pattern is bounded, so that
 * the work grows linearly with the text.
 */
final class TextRedaction {
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}_%+][\\p{L}\\p{N}._%+'-]{0,63}@"
              + "(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.){1,8}(\\p{L}{2,24})(?![\\p{L}\\p{N}@])");

  /** What follows an {@code @} in names of units and classes, and is no top-level domain. */
  private static final Set<String> NO_DOMAINS =
      Set.of(
          "service", "socket", "timer", "target", "mount", "slice", "scope", "path", "device",
          "class", "java", "jar", "js", "ts", "json", "yaml", "yml", "log", "conf", "xml");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(?:bearer|basic)\\s{1,4}([A-Za-z0-9._~+/=-]{8,4096}+)");

  private static final List<Mark> BEARER_MARKS = Mark.list("earer", "EARER", "asic", "ASIC");

  private static final Pattern JWT =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,8192}+(?:\\.[A-Za-z0-9_-]{0,8192}+){1,4}");

  private static final Pattern SERVICE_TOKEN =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}+|github_pat_[A-Za-z0-9_]{22,255}+"
              + "|glpat-[A-Za-z0-9_-]{20,64}+|xox[abeprs]-[A-Za-z0-9-]{10,255}+"
              + "|[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}+|ya29\\.[A-Za-z0-9_-]{20,2048}+)");

  /** One of these is in each service token; a look for them is cheaper than the pattern. */
  private static final List<Mark> SERVICE_TOKEN_MARKS =
      Mark.list(
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "xox",
          "k_live_",
          "k_test_",
          "ya29.");

  private static final Pattern CLOUD_KEY =
      Pattern.compile(
          // AWS access key ids; Google API keys and OAuth client secrets
          "(?<![A-Za-z0-9])(?:(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])"
              + "|AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])|GOCSPX-[A-Za-z0-9_-]{28}"
              // Azure: storage and service bus keys, client secrets, shared access signatures
              + "|(?<![A-Za-z0-9+/-])[A-Za-z0-9+/]{86}=="
              + "|[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}"
              + "|sig=[A-Za-z0-9%+/]{40,128}(?:=|%3[Dd])?)");

  private static final List<Mark> CLOUD_KEY_MARKS =
      Mark.list("AKIA", "ASIA", "ABIA", "ACCA", "AIza", "GOCSPX-", "==", "Q~", "sig=");

  private static final List<Mark> PRIVATE_KEY_MARKS = Mark.list("PRIVATE KEY");
  private static final List<Mark> URL_MARKS = Mark.list("://");
  private static final List<Mark> JWT_MARKS = Mark.list("eyJ");
  private static final int AWS_SECRET_LENGTH = 40;

  private static final Pattern AWS_SECRET =
      Pattern.compile("(?<![A-Za-z0-9/+_.-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_.-])");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----(?:[A-Za-z0-9+/=\\s\\\\,:]++|-(?!-)){0,512}+"
              + "(?:-----END [A-Z ]{0,32}PRIVATE KEY-----)?");

  private static final Pattern URL_PASSWORD =
      Pattern.compile("(?<=://)([^\\s/:@?#]{0,256}):([^\\s/@?#]{1,256})@");

  private static final Pattern VALUE =
      Pattern.compile(
          "\\\\{1,3}\"(?:[^\"\\\\]){0,8192}+\\\\{1,3}\""
              + "|\"[^\"\\\\]{0,8192}+(?:\\\\.[^\"\\\\]{0,8192}+){0,1000}+\"|'[^']{0,8192}+'"
              + "|(?:(?i:bearer|basic|digest|token|apikey|aws4-hmac-sha256)\\s{1,4})?"
              + "\\\\{0,3}[\"']?[^\\s,;&\"'})\\]\\\\]{1,8192}+");

  /** Characters of random base64 carry about 4.8 bits in 40 of them, words and paths about 4. */
  private static final double RANDOM_BITS = 4.3;

  private static final int MAX_NAME = 64;
  private static final int MAX_BLANKS = 3;

  private final SensitiveNames names;

  TextRedaction(SensitiveNames names) {
    this.names = names;
  }

  /**
   * The text without secrets; the same instance where there are none.
   *
   * @param replacement what stands in the place of a secret, given its kind and its text
   */
  String redact(String text, Findings findings, BiFunction<Secret, String, String> replacement) {
    Rewriter rewriter = new Rewriter(text, findings, replacement);
    Characters characters = Characters.of(text);
    if (characters.mention(text, PRIVATE_KEY_MARKS)) {
      rewriter.replace(PRIVATE_KEY, 0, Secret.KEY, m -> true);
    }
    if (characters.has('=') || characters.has(':')) {
      rewriter.replaceNamedValues();
    }
    if (characters.mention(text, URL_MARKS)) {
      rewriter.replace(URL_PASSWORD, 2, Secret.URL_PASSWORD, m -> true);
    }
    if (characters.mention(text, BEARER_MARKS)) {
      rewriter.replace(BEARER, 1, Secret.TOKEN, m -> looksLikeToken(m.group(1)));
    }
    if (characters.mention(text, JWT_MARKS)) {
      rewriter.replace(JWT, 0, Secret.TOKEN, m -> true);
    }
    if (characters.mention(text, SERVICE_TOKEN_MARKS)) {
      rewriter.replace(SERVICE_TOKEN, 0, Secret.TOKEN, m -> true);
    }
    if (CardNumbers.mayHold(text)) {
      rewriter.replace(CardNumbers.CANDIDATE, 0, Secret.CARD, m -> isCard(m.group()));
    }
    if (characters.mention(text, CLOUD_KEY_MARKS)) {
      rewriter.replace(CLOUD_KEY, 0, Secret.KEY, m -> true);
    }
    if (hasLongWord(text)) {
      rewriter.replace(AWS_SECRET, 0, Secret.KEY, m -> looksRandom(m.group()));
    }
    if (characters.has('@')) {
      rewriter.replace(EMAIL, 0, Secret.EMAIL, m -> isDomain(m.group(1)));
    }
    return rewriter.text;
  }

  /** Whether a word of base64 characters is long enough for a secret key. */
  private static boolean hasLongWord(String text) {
    if (text.length() < AWS_SECRET_LENGTH) {
      return false;
    }
    int length = 0;
    for (int i = 0; i < text.length() && length < AWS_SECRET_LENGTH; i++) {
      char c = text.charAt(i);
      boolean inWord =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '/' && c <= '9') || c == '+';
      length = inWord ? length + 1 : 0;
    }
    return length >= AWS_SECRET_LENGTH;
  }

  private static boolean isCard(String candidate) {
    return CardNumbers.isCard(candidate.replace(" ", "").replace("-", ""));
  }

  private static boolean isDomain(String lastLabel) {
    return !NO_DOMAINS.contains(lastLabel.toLowerCase(Locale.ROOT));
  }

  /** A word of prose has neither digits nor capitals inside. */
  private static boolean looksLikeToken(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9')
        || text.chars().skip(1).anyMatch(c -> c >= 'A' && c <= 'Z')
        || text.length() >= 32;
  }

  private static boolean looksRandom(String text) {
    boolean mixed =
        text.chars().anyMatch(Character::isUpperCase)
            && text.chars().anyMatch(Character::isLowerCase)
            && text.chars().anyMatch(Character::isDigit);
    return mixed && bitsPerCharacter(text) >= RANDOM_BITS;
  }

  private static double bitsPerCharacter(String text) {
    int[] counts = new int[128];
    text.chars().forEach(c -> counts[c]++);
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / text.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '$';
  }

  /** One text on its way through the patterns. */
  private final class Rewriter {
    private final Findings findings;
    private final BiFunction<Secret, String, String> replacement;
    private String text;

    Rewriter(String text, Findings findings, BiFunction<Secret, String, String> replacement) {
      this.text = text;
      this.findings = findings;
      this.replacement = replacement;
    }

    void replace(Pattern pattern, int group, Secret secret, Predicate<MatchResult> isSecret) {
      Matcher matcher = pattern.matcher(text);
      StringBuilder out = new StringBuilder();
      int copied = 0;
      while (matcher.find()) {
        if (isSecret.test(matcher)) {
          out.append(text, copied, matcher.start(group));
          out.append(found(secret, matcher.group(group)));
          copied = matcher.end(group);
        }
      }
      finish(out, copied);
    }

    /** {@code name=value}, {@code name: "value"} and the like, also inside quoted JSON. */
    void replaceNamedValues() {
      Matcher value = VALUE.matcher(text);
      StringBuilder out = new StringBuilder();
      int copied = 0;
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if ((c != '=' && c != ':') || !names.matches(nameBefore(at))) {
          at++;
          continue;
        }
        int start = skipBlanks(at + 1);
        if (start < text.length() && value.region(start, text.length()).lookingAt()) {
          copied = replaceValue(out, copied, value);
          start = value.end();
        }
        at = Math.max(at + 1, start);
      }
      finish(out, copied);
    }

    private int replaceValue(StringBuilder out, int copied, Matcher value) {
      String quote = quoteOf(value.group());
      String secret = value.group().substring(quote.length());
      boolean closed = !quote.isEmpty() && secret.endsWith(quote);
      if (closed) {
        secret = secret.substring(0, secret.length() - quote.length());
      }
      if (secret.isEmpty() || secret.startsWith("[redacted")) {
        return copied;
      }
      out.append(text, copied, value.start()).append(quote);
      out.append(found(Secret.FIELD, secret)).append(closed ? quote : "");
      return value.end();
    }

    /** The name that ends before a separator, maybe in quotes; empty where there is none. */
    private String nameBefore(int separator) {
      int end = separator;
      while (end > 0 && separator - end < MAX_BLANKS && isBlank(text.charAt(end - 1))) {
        end--;
      }
      if (end > 0 && "\"'".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      while (end > 0 && text.charAt(end - 1) == '\\') {
        end--;
      }
      int start = end;
      while (start > 0 && end - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
        start--;
      }
      return text.substring(start, end);
    }

    private int skipBlanks(int from) {
      int at = from;
      while (at < text.length() && at - from < MAX_BLANKS && isBlank(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private String quoteOf(String value) {
      int end = 0;
      while (end < value.length() && value.charAt(end) == '\\') {
        end++;
      }
      boolean quoted = end < value.length() && "\"'".indexOf(value.charAt(end)) >= 0;
      return quoted ? value.substring(0, end + 1) : "";
    }

    private String found(Secret secret, String text) {
      findings.add(secret);
      return replacement.apply(secret, text);
    }

    private void finish(StringBuilder out, int copied) {
      if (copied > 0) {
        text = out.append(text, copied, text.length()).toString();
      }
    }
  }
}
