package dev.rearview.engine.template;

import java.util.List;

/**
 * Groups messages by template while they come, in bounded memory: a fixed-depth parse tree over
 * masked tokens. One configuration serves all logs.
 */
public final class TemplateMiner {
  /**
   * Bounds.
   *
   * @param maxTemplates templates kept, and at most 2,000 with the same beginning and length;
   *     messages of further ones share the template {@code <*>}
   * @param maxTokens tokens of a message that are looked at
   */
  public record Limits(int maxTemplates, int maxTokens) {
    public static final Limits DEFAULT = new Limits(10_000, 256);

    public Limits {
      if (maxTemplates < 1 || maxTokens < 1) {
        throw new IllegalArgumentException("template limits must be above zero");
      }
    }
  }

  public TemplateMiner() {
    this(Limits.DEFAULT);
  }

  public TemplateMiner(Limits limits) {
    this.tree = new ParseTree(limits);
  }

  /** Messages that were found alike; its template may still grow more general. */
  public interface Group {
    MessageTemplate template();
  }

  private final ParseTree tree;

  /** The template of a message as known now. */
  public MessageTemplate add(String message) {
    return group(message).template();
  }

  /** The group of a message; the same object for messages that are alike. */
  public Group group(String message) {
    return tree.group(message);
  }

  /**
   * Takes in the templates of another, such as one on another node. The templates are then nearly
   * those of one miner that saw all messages: which words of a place are a variable is known only
   * once there are many, so that few may differ.
   */
  public void merge(TemplateMiner other) {
    tree.absorb(other.tree);
  }

  /** All templates in the order of their first messages. */
  public List<MessageTemplate> templates() {
    return tree.templates();
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    return tree.boundsHit();
  }
}
