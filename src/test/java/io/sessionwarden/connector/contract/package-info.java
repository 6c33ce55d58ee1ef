/** What every connector must keep, held on real hosts of each. */
@NullMarked
package io.sessionwarden.connector.contract;

import org.jspecify.annotations.NullMarked;
