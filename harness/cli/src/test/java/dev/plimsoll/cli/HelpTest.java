package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The launcher prints help.txt without starting Java; here it is held to the commands. */
class HelpTest {
    @Test
    void every_command_stands_in_the_help_with_its_own_words() throws IOException {
        CommandLine line = Main.commandLine(new Terminal());

        assertThat(line.getSubcommands()).isNotEmpty();
        for (CommandLine command : line.getSubcommands().values()) {
            String words =
                    String.join(" ", command.getCommandSpec().usageMessage().description());
            assertThat(help()).containsPattern("  " + command.getCommandName() + " .* " + words.replace(".", "\\."));
        }
    }

    @Test
    void every_exit_code_stands_in_the_help() throws IOException {
        String codes = help().substring(help().indexOf("Exit codes"));

        assertThat(Arrays.stream(ExitCode.values()).map(code -> Integer.toString(code.code())))
                .allSatisfy(code -> assertThat(codes).containsPattern("\\b" + code + " [a-z]"));
    }

    private static String help() throws IOException {
        try (InputStream in = HelpTest.class.getResourceAsStream("help.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
