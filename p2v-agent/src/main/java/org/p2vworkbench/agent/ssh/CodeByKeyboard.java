package org.p2vworkbench.agent.ssh;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;

/** Answers a converter that asks for the code as for a typed password, and shows what it says meanwhile. */
final class CodeByKeyboard implements UserInteraction {

    private static final int LONGEST_SHOWN = 500;

    private final Optional<String> code;
    private final Consumer<String> operator;

    CodeByKeyboard(Optional<String> code, Consumer<String> operator) {
        this.code = code;
        this.operator = operator;
    }

    @Override
    public boolean isInteractionAllowed(ClientSession session) {
        return true;
    }

    @Override
    public void welcome(ClientSession session, String banner, String language) {
        show(banner);
    }

    @Override
    public void serverVersionInfo(ClientSession session, List<String> lines) {
        // Lines before the protocol starts come from nobody in particular: the host key is not checked yet.
    }

    @Override
    public String[] interactive(
            ClientSession session, String name, String instruction, String language, String[] prompts, boolean[] echo) {
        show(instruction);
        // One hidden question is the code's. To any other there is no answer.
        boolean asksForCode = prompts.length == 1 && !echo[0];
        return asksForCode && code.isPresent() ? new String[] {code.get()} : null;
    }

    @Override
    public String getUpdatedPassword(ClientSession session, String prompt, String language) {
        return null;
    }

    private void show(String text) {
        if (text != null && !text.isBlank()) {
            String shown = text.replaceAll("\\p{Cntrl}+", " ").strip();
            operator.accept(shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN)));
        }
    }
}
