package io.sessionwarden.author;

import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.cycle.WhatIf.Supposed;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.replay.Recorded;

/** A question that is to be explained. As one line of text it is handed to another process. */
sealed interface Asked {

    String MODE = "serverMode";
    String SEEN = "seen";

    Question question();

    String line();

    /** One that was put and decided. */
    record Then(Recorded recorded) implements Asked {

        @Override
        public Question question() {
            return recorded.question();
        }

        @Override
        public String line() {
            return FlatJson.write(recorded.texts());
        }
    }

    /** One that would be put if somebody wanted a live session reset now. */
    record Now(Supposed supposed) implements Asked {

        @Override
        public Question question() {
            return supposed.question();
        }

        @Override
        public String line() {
            var texts = QuestionTexts.of(question());
            texts.put(MODE, supposed.mode().name());
            texts.put(SEEN, supposed.seen());
            return FlatJson.write(texts);
        }
    }

    /**
     * What {@link #line} gave.
     *
     * @throws IllegalArgumentException where it is anything else, or of a form that this program does not know
     */
    static Asked read(String line) {
        var texts = FlatJson.read(line);
        var mode = texts.get(MODE);
        if (mode == null) {
            return Recorded.of(texts).map(Then::new).orElseThrow(Asked::unknown);
        }
        return QuestionTexts.read(texts)
                .map(question -> new Now(new Supposed(question, Mode.valueOf(mode), texts.getOrDefault(SEEN, ""))))
                .orElseThrow(Asked::unknown);
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("a question of a form that is not known here");
    }
}
