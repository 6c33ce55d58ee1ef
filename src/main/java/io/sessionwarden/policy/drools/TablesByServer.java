package io.sessionwarden.policy.drools;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables as each server has them. Immutable and pure. */
final class TablesByServer {

    /** One that compares hashes before names: it is looked into for each decision, mostly in vain. */
    private final Map<String, ServerTables> named;

    private final ServerTables elsewhere;

    TablesByServer(Tables tables) {
        this.named = servers(tables)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), server -> new ServerTables(tables, server)));
        this.elsewhere = new ServerTables(tables, Tables.ANY);
    }

    private static Stream<String> servers(Tables tables) {
        return Stream.of(
                        names(tables.access(), Tables.Access::server),
                        names(tables.shared(), Tables.Shared::server),
                        names(tables.protectedAccounts(), Tables.Protected::server),
                        names(tables.people(), Tables.Person::server),
                        names(tables.thresholds().keySet(), Tables.On::server),
                        names(tables.limits().keySet(), Tables.On::server),
                        names(tables.sameLogonNameOwns().keySet(), Function.identity()),
                        names(tables.resetHours().windows(), ResetHours.Window::server),
                        names(tables.stays(), Tables.Stay::server),
                        names(tables.ladders().keySet(), Tables.On::server))
                .flatMap(List::stream);
    }

    private static <R> List<String> names(Collection<R> rows, Function<R, String> server) {
        return rows.stream().map(server).toList();
    }

    ServerTables on(String server) {
        return named.getOrDefault(server, elsewhere);
    }
}
