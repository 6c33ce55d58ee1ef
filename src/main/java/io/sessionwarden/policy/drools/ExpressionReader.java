package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.drools.Expression.Among;
import io.sessionwarden.policy.drools.Expression.Both;
import io.sessionwarden.policy.drools.Expression.Compare;
import io.sessionwarden.policy.drools.Expression.Contains;
import io.sessionwarden.policy.drools.Expression.Either;
import io.sessionwarden.policy.drools.Expression.FieldValue;
import io.sessionwarden.policy.drools.Expression.Join;
import io.sessionwarden.policy.drools.Expression.Literal;
import io.sessionwarden.policy.drools.Expression.Matches;
import io.sessionwarden.policy.drools.Expression.Not;
import io.sessionwarden.policy.drools.Expression.Reckon;
import io.sessionwarden.policy.drools.Expression.Same;
import io.sessionwarden.policy.drools.Expression.Word;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads conditions and messages, and checks while it reads that every name is a field and every operator is given what it
 * can work with. What it does not know does not exist: there is no way to write a call.
 */
final class ExpressionReader {

    private static final Set<String> EQUALITIES = Set.of("==", "!=");
    private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");
    private static final int DEEPEST = 40;

    private final Tokens tokens;
    private int depth;

    ExpressionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads conditions with commas between them, each with its own words. */
    static List<Condition> conditions(String text) {
        var tokens = Tokens.between(text, 0, text.length());
        var conditions = new ArrayList<Condition>();
        do {
            int from = tokens.peek().offset();
            var condition = new ExpressionReader(tokens).condition();
            conditions.add(
                    Condition.of(condition, text.substring(from, tokens.peek().offset())));
        } while (tokens.accept(","));
        if (tokens.peek().type() != Token.Type.END) {
            throw new Misread(
                    tokens.peek().offset(),
                    tokens.peek().shown() + " has no meaning here; a comma separates conditions");
        }
        return conditions;
    }

    /** Reads what must be true or false. */
    Expression condition() {
        int start = tokens.peek().offset();
        return require(either(), Kind.FLAG, start, "a condition");
    }

    /** Reads what must be a whole number. */
    Expression number() {
        int start = tokens.peek().offset();
        return require(either(), Kind.NUMBER, start, "what comes first, the seconds to wait,");
    }

    /** Reads what people are told. */
    Expression message() {
        int start = tokens.peek().offset();
        return require(either(), Kind.TEXT, start, "the reason, such as \"sick for \" + sickSeconds,");
    }

    private Expression either() {
        if (++depth > DEEPEST) {
            throw new Misread(tokens.peek().offset(), "too many brackets in each other; divide the rule into several");
        }
        int start = tokens.peek().offset();
        var left = both();
        while (tokens.peek().is("||")) {
            require(left, Kind.FLAG, start, "what stands before ||");
            int after = tokens.take().offset() + 2;
            left = new Either(left, require(both(), Kind.FLAG, after, "what stands after ||"));
        }
        depth--;
        return left;
    }

    private Expression both() {
        int start = tokens.peek().offset();
        var left = comparison();
        while (tokens.peek().is("&&")) {
            require(left, Kind.FLAG, start, "what stands before &&");
            int after = tokens.take().offset() + 2;
            left = new Both(left, require(comparison(), Kind.FLAG, after, "what stands after &&"));
        }
        return left;
    }

    private Expression comparison() {
        var left = sum();
        var operator = tokens.peek();
        if (EQUALITIES.contains(operator.text()) && operator.type() == Token.Type.SYMBOL) {
            tokens.take();
            return equality(left, operator, sum());
        }
        if (ORDERS.contains(operator.text()) && operator.type() == Token.Type.SYMBOL) {
            tokens.take();
            require(left, Kind.NUMBER, operator.offset(), "what stands before " + operator.text());
            return new Compare(
                    left,
                    Order.of(operator.text()),
                    require(sum(), Kind.NUMBER, operator.offset(), "what stands after " + operator.text()));
        }
        if (operator.type() == Token.Type.NAME) {
            boolean not = tokens.accept("not");
            var test = textOrListTest(left);
            return not ? new Not(test) : test;
        }
        return left;
    }

    private Expression equality(Expression left, Token operator, Expression right) {
        var one = settle(left, right);
        var other = settle(right, one);
        if (!one.kind().equals(other.kind())) {
            throw new Misread(
                    operator.offset(),
                    "'" + left.text() + "' is " + one.kind() + " and '" + right.text() + "' is " + other.kind()
                            + "; they cannot be compared" + withoutQuotes(one, other) + withoutQuotes(other, one));
        }
        return one.kind().equals(Kind.NUMBER)
                ? new Compare(one, Order.of(operator.text()), other)
                : new Same(one, operator.is("=="), other);
    }

    private Expression textOrListTest(Expression left) {
        var operator = tokens.take();
        if (operator.is("in")) {
            return among(left);
        }
        if (operator.is("matches")) {
            require(left, Kind.TEXT, operator.offset(), "what stands before matches");
            return matches(left, tokens.take());
        }
        if (operator.is("contains")) {
            require(left, Kind.TEXT, operator.offset(), "what stands before " + operator.text());
            return new Contains(
                    left, require(sum(), Kind.TEXT, operator.offset(), "what stands after " + operator.text()));
        }
        throw new Misread(
                operator.offset(),
                operator.shown() + " has no meaning here; between two values write one of == != < <= > >=  in matches"
                        + " contains, and between two conditions a comma, && or ||");
    }

    private Expression among(Expression left) {
        var choices = new ArrayList<Expression>();
        var open = tokens.expect("(", "after 'in' the choices stand in brackets: in (Active, Idle)");
        do {
            var choice = settle(sum(), left);
            if (!choice.kind().equals(left.kind())) {
                throw new Misread(
                        open.offset(),
                        "'" + left.text() + "' is " + left.kind() + ", so it can never be '" + choice.text() + "'");
            }
            choices.add(choice);
        } while (tokens.accept(","));
        tokens.expect(")", "the choices end with ')'");
        return new Among(settled(left), List.copyOf(choices));
    }

    private static Expression matches(Expression left, Token pattern) {
        if (pattern.type() != Token.Type.QUOTED) {
            throw new Misread(pattern.offset(), "after 'matches' a pattern stands in double quotes: \"tty.*\"");
        }
        try {
            return new Matches(left, Pattern.compile(pattern.text()));
        } catch (PatternSyntaxException e) {
            throw new Misread(pattern.offset(), "this is no regular expression: " + e.getDescription());
        }
    }

    private Expression sum() {
        var left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            var operator = tokens.take();
            var right = settled(product());
            left = settled(left);
            boolean text = left.kind().equals(Kind.TEXT) || right.kind().equals(Kind.TEXT);
            left = text && operator.is("+") ? new Join(left, right) : reckon(left, operator, right);
        }
        return left;
    }

    private Expression product() {
        var left = unary();
        while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("%")) {
            var operator = tokens.take();
            left = reckon(left, operator, unary());
        }
        return left;
    }

    private static Expression reckon(Expression left, Token operator, Expression right) {
        var place = operator.offset();
        return new Reckon(
                require(left, Kind.NUMBER, place, "what stands before " + operator.text()),
                operator.text().charAt(0),
                require(right, Kind.NUMBER, place, "what stands after " + operator.text()));
    }

    private Expression unary() {
        var token = tokens.peek();
        if (!token.is("!") && !token.is("-")) {
            return primary();
        }
        if (++depth > DEEPEST) {
            throw new Misread(token.offset(), "too many signs one after the other");
        }
        tokens.take();
        var of = unary();
        depth--;
        return token.is("!")
                ? new Not(require(of, Kind.FLAG, token.offset(), "what stands after !"))
                : reckon(new Literal(Kind.NUMBER, 0L), token, of);
    }

    private Expression primary() {
        var token = tokens.take();
        return switch (token.type()) {
            case NUMBER -> new Literal(Kind.NUMBER, Long.valueOf(token.text()));
            case QUOTED -> new Literal(Kind.TEXT, token.text());
            case NAME -> name(token);
            case SYMBOL -> bracket(token);
            case END -> throw new Misread(token.offset(), "something is missing at the end of this part");
        };
    }

    private Expression bracket(Token token) {
        if (!token.is("(")) {
            throw new Misread(token.offset(), "a field, a number or a text should stand here, not " + token.shown());
        }
        var inner = either();
        tokens.expect(")", "the bracket should be closed here with ')'");
        return inner;
    }

    private Expression name(Token token) {
        if (token.is("true") || token.is("false")) {
            return new Literal(Kind.FLAG, token.is("true"));
        }
        var follows = tokens.peek();
        if (follows.is("(") || follows.is(".") || follows.is("[") || follows.is("{") || token.is("new")) {
            throw new Misread(
                    token.offset(),
                    "'" + token.text() + (token.is("new") ? "" : follows.text())
                            + "': rules call nothing; they use fields only");
        }
        if (follows.is(":")) {
            throw new Misread(token.offset(), "leave out '" + token.text() + " :'; fields are used by their own names");
        }
        return Field.find(token.text())
                .<Expression>map(FieldValue::new)
                .orElseGet(() -> new Word(token.text(), token.offset()));
    }

    /** Gives a bare word its meaning beside the other side of a comparison. */
    private static Expression settle(Expression word, Expression beside) {
        if (!(word instanceof Word bare)) {
            return word;
        }
        if (beside.kind().choice()) {
            var kind = beside.kind();
            var constant = kind.find(bare.name())
                    .orElseThrow(() -> new Misread(
                            bare.offset(),
                            "'" + beside.text() + "' is never '" + bare.name() + "'; it is " + kind
                                    + Nearest.hint(bare.name(), kind.words())));
            return new Literal(kind, constant);
        }
        boolean besideSymptom =
                beside instanceof FieldValue value && value.field().name().equals("symptom");
        if (besideSymptom && Symptom.isName(bare.name())) {
            return new Literal(Kind.TEXT, bare.name());
        }
        if (beside.kind().equals(Kind.TEXT)) {
            throw new Misread(
                    bare.offset(),
                    "unknown field '" + bare.name() + "'" + Nearest.hint(bare.name(), Field.ALL.keySet())
                            + (besideSymptom
                                    ? "; a symptom is written like FROZEN_DISPLAY"
                                    : "; a text stands in double quotes: \"" + bare.name() + "\""));
        }
        return settled(bare);
    }

    /** Somebody put a number or a word of a choice in quotes. */
    private static String withoutQuotes(Expression quoted, Expression beside) {
        return quoted instanceof Literal literal
                        && literal.constant() instanceof String text
                        && (beside.kind().find(text).isPresent()
                                || (beside.kind().equals(Kind.NUMBER) && text.matches("[0-9]+")))
                ? "; write " + text + " without quotes"
                : "";
    }

    private static Expression settled(Expression expression) {
        if (expression instanceof Word word) {
            throw new Misread(
                    word.offset(),
                    "unknown field '" + word.name() + "'" + Nearest.hint(word.name(), Field.ALL.keySet()));
        }
        return expression;
    }

    private static Expression require(Expression expression, Kind kind, int place, String what) {
        var settled = settled(expression);
        if (!settled.kind().equals(kind)) {
            throw new Misread(
                    place,
                    what + " must be " + kind + ", but '" + settled.text() + "' is " + settled.kind()
                            + instead(kind, settled));
        }
        return settled;
    }

    private static String instead(Kind wanted, Expression found) {
        if (wanted.equals(Kind.FLAG)) {
            return "; compare it with something";
        }
        if (wanted.equals(Kind.NUMBER) && found.kind().equals(Kind.TEXT)) {
            return found instanceof Literal
                    ? "; numbers stand without quotes"
                    : "; texts are compared with ==, !=, contains and matches";
        }
        return "";
    }
}
