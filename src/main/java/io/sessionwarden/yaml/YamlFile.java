package io.sessionwarden.yaml;

import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML into nodes that know their lines, which binding to classes would lose. Aliases are refused: a configuration
 * needs none, and they can blow up.
 */
public final class YamlFile {

    private static final int DEEPEST = 12;
    private static final String QUOTES_NEEDED = "what begins with ! must stand in quotes";

    private YamlFile() {}

    /**
     * The whole document.
     *
     * @throws SyntaxException where it is no YAML that is accepted here; the reader stops at the first such place
     */
    public static YamlNode read(String text) throws SyntaxException {
        try (var parser = YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
            var token = parser.nextToken();
            if (token == null) {
                return new YamlNode.Missing(1, 1);
            }
            var root = node(parser, token, 0);
            if (parser.nextToken() != null) {
                throw new SyntaxException(line(parser), column(parser), "a second document follows");
            }
            return root;
        } catch (JacksonException e) {
            throw syntaxException(e, text);
        }
    }

    private static SyntaxException syntaxException(JacksonException e, String text) {
        var where = e.getLocation();
        int line = where == null ? 1 : Math.max(1, where.getLineNr());
        int column = where == null ? 1 : Math.max(1, where.getColumnNr());
        var message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        // Where the parser first stumbled is nearer to the mistake than what it was reading there.
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
            column = marked.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(column);
            message = String.valueOf(marked.getProblem());
        }
        boolean mark = text.lines().skip(line - 1L).findFirst().orElse("").matches(".*[:,-]\\s*!.*");
        return new SyntaxException(
                line,
                column,
                "this is no YAML: " + ForeignText.clean(message, 200) + (mark ? "; " + QUOTES_NEEDED : ""));
    }

    private static YamlNode node(JsonParser parser, JsonToken token, int depth) throws SyntaxException {
        int line = line(parser);
        int column = column(parser);
        if (depth > DEEPEST) {
            throw new SyntaxException(line, column, "nested deeper than " + DEEPEST + " levels");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new SyntaxException(line, column, "aliases (*name) are not taken here");
        }
        if (parser.getTypeId() != null) {
            // Read as YAML means it, the first word would be left out.
            throw new SyntaxException(line, column, QUOTES_NEEDED);
        }
        return switch (token) {
            case START_OBJECT -> mapping(parser, depth);
            case START_ARRAY -> sequence(parser, depth);
            case VALUE_NULL -> new YamlNode.Missing(line, column);
            // The library tells nothing after a colon as an empty text.
            default ->
                parser.getString().isEmpty()
                        ? new YamlNode.Missing(line, column)
                        : new YamlNode.Scalar(line, column, parser.getString());
        };
    }

    private static YamlNode mapping(JsonParser parser, int depth) throws SyntaxException {
        int line = line(parser);
        int column = column(parser);
        var members = new ArrayList<YamlNode.Member>();
        for (var token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            int keyLine = line(parser);
            int keyColumn = column(parser);
            var key = parser.currentName();
            members.add(new YamlNode.Member(keyLine, keyColumn, key, node(parser, parser.nextToken(), depth + 1)));
        }
        return new YamlNode.Mapping(line, column, members);
    }

    private static YamlNode sequence(JsonParser parser, int depth) throws SyntaxException {
        int line = line(parser);
        int column = column(parser);
        var items = new ArrayList<YamlNode>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(parser, token, depth + 1));
        }
        return new YamlNode.Sequence(line, column, items);
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static int column(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getColumnNr());
    }

    /** The file cannot be read beyond that place. */
    public static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;
        private final int column;

        SyntaxException(int line, int column, String message) {
            super(message);
            this.line = line;
            this.column = column;
        }

        public int line() {
            return line;
        }

        public int column() {
            return column;
        }
    }
}
