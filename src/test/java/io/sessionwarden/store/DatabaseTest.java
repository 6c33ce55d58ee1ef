package io.sessionwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sessionwarden.store.StoreException.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void makesAFolderForItsOwnerOnly() throws IOException {
        var data = folder.resolve("home/data");
        Database.h2(data).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve("warden.mv.db"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("warden.mv.db"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        var file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> Database.h2(file)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> Database.h2(file.resolve("below"))).isInstanceOf(StoreException.class);
    }

    @Test
    void refusesAPathThatWouldBecomeASetting() {
        assertThatThrownBy(() -> Database.h2(folder.resolve("a;INIT=x")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("semicolon");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(folder.resolve("warden.mv.db"), "x".repeat(20_000));

        assertThatThrownBy(() -> Database.h2(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void refusesTheSchemaOfALaterVersion() throws SQLException {
        try (var database = Database.h2(folder);
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update \"flyway_schema_history\" set \"version\" = '999' where \"version\" = '"
                    + Migrations.NEWEST + "'");
        }

        assertThatThrownBy(() -> Database.h2(folder)).isInstanceOf(StoreException.class);
    }

    @Test
    void finishesAMigrationThatWasBrokenOff() throws SQLException {
        try (var database = Database.h2(folder);
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from \"flyway_schema_history\"");
            statement.execute("drop table reset_cycle");
            statement.execute("drop table qrtz_locks");
        }
        Database.h2(folder).close();
        try (var database = Database.h2(folder);
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select * from reset_cycle").next())
                    .isFalse();
        }
    }

    @Test
    void asksFlywayForEveryMigrationThereIs() throws Exception {
        var migrations = Path.of(Database.class.getResource("/db/migration").toURI());
        try (var files = Files.list(migrations)) {
            var newest = Stream.concat(
                            files.map(file -> file.getFileName().toString())
                                    .map(name -> name.substring(1, name.indexOf("__"))),
                            Stream.of(new TreeOfOldRecords().getVersion().getVersion()))
                    .max(Comparator.comparingInt(Integer::parseInt));
            assertThat(newest).contains(Migrations.NEWEST);
        }
    }

    @Test
    void saysInPlainWordsWhatAPersonCanDoSomethingAbout() {
        assertThat(Arrays.asList(
                        new SQLException("open", "90020", 90020),
                        new IOException("/data/warden.mv.db: No space left on device"),
                        new IOException("Disk quota exceeded"),
                        new IOException("/data/warden.mv.db (Permission denied)")))
                .extracting(failure -> StoreException.of("/data", new IllegalStateException("outer", failure)))
                .extracting(StoreException::trouble)
                .containsExactly(Trouble.IN_USE, Trouble.DISK_FULL, Trouble.DISK_FULL, Trouble.NO_PERMISSION);
        assertThat(StoreException.of("/data", new IllegalStateException("outer", new IOException("inner"))))
                .hasMessage("the database in /data failed: inner")
                .asInstanceOf(type(StoreException.class))
                .extracting(StoreException::trouble)
                .isEqualTo(Trouble.OTHER);
    }
}
