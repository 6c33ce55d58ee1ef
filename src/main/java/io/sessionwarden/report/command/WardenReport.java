package io.sessionwarden.report.command;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.report.ReportSource;
import io.sessionwarden.report.StoryPage;
import io.sessionwarden.report.StoryPage.Place;
import io.sessionwarden.report.Summary;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** A report that a running warden has, fetched page by page. For one thread. */
final class WardenReport implements ReportSource {

    private final AskWarden warden;
    private final Map<String, String> asked;
    private final Progress progress;

    /** @param asked what was typed; once the first page is there, the period that it is of */
    WardenReport(AskWarden warden, Map<String, String> asked, Progress progress) {
        this.warden = warden;
        this.asked = new TreeMap<>(asked);
        this.progress = progress;
    }

    /** Is told how far it is. */
    interface Progress {
        /** So many of all records were gone through: {@code done} of {@code of}. */
        void at(long done, long of);
    }

    /** The warden did not answer as it should; carries what to say. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Refused(Answer answer) {
            super(answer.err());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    @Override
    public Summary summary() {
        var summary = ask(Wire.SUMMARY, asked, Summary.class);
        // Every page is of the same period, also where that goes up to now.
        asked.remove("quarter");
        asked.remove("since-my-last-review");
        asked.put("from", summary.scope().period().from().toString());
        asked.put("to", summary.scope().period().to().toString());
        return summary;
    }

    @Override
    public StoryPage stories(Place from) {
        var args = new TreeMap<>(asked);
        args.put("after", Long.toString(from.after()));
        args.put("last", Long.toString(from.last()));
        var page = ask(Wire.INCIDENTS, args, StoryPage.class);
        progress.at(page.end().after(), page.end().last());
        return page;
    }

    private <T> T ask(String command, Map<String, String> args, Class<T> type) {
        var answer = warden.ask(command, args);
        if (answer.exit() != ExitCode.DONE) {
            throw new Refused(answer);
        }
        try {
            return Wire.MAPPER.readValue(answer.out(), type);
        } catch (JacksonException e) {
            throw new Refused(Answer.error(
                    ExitCode.UNREACHABLE,
                    "the warden's answer is no report",
                    "is it of another version than this command? restart it"));
        }
    }
}
