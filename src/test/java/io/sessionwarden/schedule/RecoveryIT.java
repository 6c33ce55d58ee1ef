package io.sessionwarden.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.ChildJvm;
import io.sessionwarden.schedule.Schedule.Threads;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.StoreException;
import io.sessionwarden.store.StoreException.Trouble;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another process does that has the database open, and what is left of it when it is killed. */
class RecoveryIT {

    @TempDir
    private Path folder;

    @Test
    void refusesADatabaseInUseAndTakesItsCyclesUpAfterItsDeath() throws Exception {
        try (var other = ChildJvm.start(RunningUntilKilled.class, folder.toString())) {
            assertThat(other.readLine()).isEqualTo("runs c-1");

            assertThatThrownBy(() -> Database.h2(folder))
                    .hasMessage("the database in " + folder + " is in use by another process")
                    .asInstanceOf(type(StoreException.class))
                    .extracting(StoreException::trouble)
                    .isEqualTo(Trouble.IN_USE);
        }

        List<String> ran = new CopyOnWriteArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (var database = Database.h2(folder);
                var schedule = Schedule.open(
                        database.dataSource(), Threads.DEFAULT, (id, e) -> failures.add(e), Duration.ofSeconds(20))) {
            schedule.start(ran::add, server -> {});
            Await.until("the cycle is taken up", () -> ran.contains("c-1"));
            Await.until("its job is gone", () -> jobsLeft(database) == 0);
            assertThat(ran).containsExactly("c-1");
            assertThat(failures).isEmpty();
        }
    }

    private static int jobsLeft(Database database) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from qrtz_job_details")) {
            count.next();
            return count.getInt(1);
        }
    }
}
