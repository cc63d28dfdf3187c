/**
 * What is asked: a statement and the circumstances that it is asked in. {@code api} reads it from
 * HTTP; {@code statement} answers it.
 */
@NullMarked
package dev.rearview.query.request;

import org.jspecify.annotations.NullMarked;
