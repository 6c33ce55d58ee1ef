package io.sessionwarden.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One row of a table, as it stands there.
 *
 * @param table the table's file: {@code limits.csv}
 * @param line the line that it begins in, from 1
 * @param cells each cell by its column
 */
public record RowView(String table, int line, SortedMap<String, String> cells) {

    public RowView {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }
}
