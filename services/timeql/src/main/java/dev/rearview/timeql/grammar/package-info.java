/**
 * What ANTLR generates from {@code TimeQl.g4}, the grammar of the whole language, beside it under
 * {@code src/main/antlr4}. Nothing outside {@link dev.rearview.timeql.syntax} looks in here: there
 * the parse tree becomes the syntax tree.
 */
@NullMarked
package dev.rearview.timeql.grammar;

import org.jspecify.annotations.NullMarked;
