package io.sessionwarden.policy.drools;

/**
 * A text that refuses to be read once its thread is interrupted. A regular expression can take longer than the universe
 * lasts and looks at nothing but its text: so the text ends it when the batch's time is up.
 */
record InterruptibleText(String text) implements CharSequence {

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("a pattern took too long");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new InterruptibleText(text.substring(start, end));
    }

    @Override
    public String toString() {
        return text;
    }
}
