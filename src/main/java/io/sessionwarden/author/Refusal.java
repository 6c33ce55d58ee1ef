package io.sessionwarden.author;

import io.sessionwarden.control.Answer;

/** A command cannot go on; carries what to answer. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(answer.err());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
