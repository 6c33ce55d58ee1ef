package io.sessionwarden.control;

import java.util.Map;

/** Asks the warden that runs in the home folder. */
@FunctionalInterface
public interface AskWarden {

    /** What it answers; where none answers, exit code 3 and what to do about that. */
    Answer ask(String command, Map<String, String> args);
}
