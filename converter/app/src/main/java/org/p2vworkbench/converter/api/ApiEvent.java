package org.p2vworkbench.converter.api;

import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.converter.json.JsonText;

/**
 * One line of an answer.
 *
 * @param type "story" (a line to tell), "status" (how far it is), "result" or "failure", the last line
 * @param text of a story or a failure
 * @param value as JSON, of a status or a result
 * @param exitCode of a failure, with {@code next} what to do about it
 */
record ApiEvent(String type, String text, String value, int exitCode, String next) {

    static final String STORY = "story";
    static final String STATUS = "status";
    static final String RESULT = "result";
    static final String FAILURE = "failure";

    static ApiEvent story(String text) {
        return new ApiEvent(STORY, text, "", 0, "");
    }

    static ApiEvent status(Object value) {
        return new ApiEvent(STATUS, "", JsonText.line(value), 0, "");
    }

    static ApiEvent result(Object value) {
        return new ApiEvent(RESULT, "", JsonText.line(value), 0, "");
    }

    static ApiEvent failure(Exception failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String next = failure instanceof Failure known ? known.next() : "";
        return new ApiEvent(FAILURE, text, "", ExitCode.of(failure).number(), next);
    }
}
