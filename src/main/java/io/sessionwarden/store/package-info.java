/**
 * The database behind the ports: entities, migrations, the chain on disk. Alone imports Hibernate and Jakarta
 * Persistence.
 */
@NullMarked
package io.sessionwarden.store;

import org.jspecify.annotations.NullMarked;
