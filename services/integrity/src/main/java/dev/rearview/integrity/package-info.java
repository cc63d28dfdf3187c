/** Leaf encoding, hash chain and verifier. */
@NullMarked
package dev.rearview.integrity;

import org.jspecify.annotations.NullMarked;
