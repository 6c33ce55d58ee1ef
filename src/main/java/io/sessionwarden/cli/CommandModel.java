package io.sessionwarden.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Picocli's model of one command, made from its {@link Verb}. Made by hand, because reading annotations costs time. */
final class CommandModel {

    private final CommandLine line;
    private final Verb verb;

    CommandModel(Verb verb) {
        this.verb = verb;
        var spec = CommandSpec.create().name("warden " + verb.words());
        spec.usageMessage()
                .header(verb.summary())
                .footer(footer(verb))
                .width(100)
                .sortOptions(false);
        int place = 0;
        for (var word : verb.takes()) {
            if (word.positional()) {
                spec.addPositional(positional(word, place++));
            } else {
                spec.addOption(option(word));
            }
        }
        spec.addOption(OptionSpec.builder("--home")
                .paramLabel("DIR")
                .type(String.class)
                .description("the warden's home folder; otherwise the one that this program lies in")
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("displays this (also /?)")
                .build());
        if (verb == Verb.RESET_SESSION) {
            spec.usageMessage()
                    .customSynopsis(
                            "reset session sessionname [/server:servername] [/v] [/?]",
                            "       reset session sessionID [/server:servername] [/v] [/?]")
                    .description(ResetSessionHelp.PARAMETERS);
        }
        // A session may be called "@file" or hold quotes: nothing in an argument is expanded.
        line = new CommandLine(spec).setExpandAtFiles(false).setOptionsCaseInsensitive(true);
    }

    private static OptionSpec option(Verb.Word word) {
        var names = word.shortName().isEmpty()
                ? new String[] {"--" + word.name()}
                : new String[] {word.shortName(), "--" + word.name()};
        var option = OptionSpec.builder(names).description(word.text());
        return word.label().isEmpty()
                ? option.type(boolean.class).arity("0").build()
                : option.type(String.class).paramLabel(word.label()).build();
    }

    private static PositionalParamSpec positional(Verb.Word word, int place) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(place))
                .type(String.class)
                .arity(word.required() ? "1" : "0..1")
                .required(word.required())
                .paramLabel(word.label().replaceAll("[{}\\[\\]]", ""))
                .description(word.text())
                .build();
    }

    private static String[] footer(Verb verb) {
        return verb == Verb.RESET_SESSION
                ? ResetSessionHelp.NOTES
                : new String[] {"", "/server:x, /v and /? in any case mean the same as --server x, -v and --help."};
    }

    /** What was typed, by the names of the verb's words, and {@code home}. */
    Map<String, String> parse(String[] args) {
        var parsed = line.parseArgs(args);
        var values = new TreeMap<String, String>();
        if (parsed.isUsageHelpRequested()) {
            values.put("help", "true");
            return values;
        }
        for (var option : parsed.matchedOptions()) {
            values.put(option.longestName().substring(2), String.valueOf(option.<Object>getValue()));
        }
        var places = parsed.matchedPositionals();
        int place = 0;
        for (var word : verb.takes()) {
            if (word.positional() && place < places.size()) {
                values.put(word.name(), String.valueOf(places.get(place++).<Object>getValue()));
            }
        }
        values.forEach(this::requireFilled);
        return values;
    }

    private void requireFilled(String name, String value) {
        if (value.isEmpty()) {
            boolean positional = verb.takes().stream()
                    .anyMatch(word -> word.positional() && word.name().equals(name));
            throw new CommandLine.ParameterException(line, "'" + (positional ? "" : "--") + name + "' is empty");
        }
    }

    String help() {
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
