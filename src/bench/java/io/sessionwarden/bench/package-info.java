/** How fast the policy decides, beside other ways to decide the same. Part of no ordinary build; may import everything. */
@NullMarked
package io.sessionwarden.bench;

import org.jspecify.annotations.NullMarked;
