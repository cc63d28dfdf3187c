/**
 * The syntax tree of TimeQL. Start with {@link dev.rearview.timeql.syntax.Statement} and {@link
 * dev.rearview.timeql.syntax.Expr}; {@link dev.rearview.timeql.syntax.Syntax} reads a text into the
 * tree, {@link dev.rearview.timeql.syntax.Printer} writes the tree as canonical text: reading what
 * was printed gives an equal tree. From here a statement goes to {@code dev.rearview.timeql.plan}.
 */
@NullMarked
package dev.rearview.timeql.syntax;

import org.jspecify.annotations.NullMarked;
