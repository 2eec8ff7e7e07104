package dev.plimsoll.cli;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Every trouble ends as one or two lines for a person and an exit code; traces go to the log. */
@Command(
        name = "plimsoll",
        description = "Load testing and monitoring for realtime (WebRTC) services.",
        subcommands = {
            RunCommand.class,
            WatchCommand.class,
            SearchCommand.class,
            LimitsCommand.class,
            UploadCommand.class,
            ValidateCommand.class,
            SandboxCommand.class
        },
        mixinStandardHelpOptions = false)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logs.nowhere();
        Terminal terminal = new Terminal();
        System.exit(commandLine(terminal).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Main(), new Commands(terminal));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((error, args) -> {
            terminal.err().println("plimsoll: " + error.getMessage());
            terminal.err().println("  see ./plimsoll " + usedCommand(error) + "--help");
            return ExitCode.USAGE.code();
        });
        line.setExecutionExceptionHandler((error, command, parsed) -> failed(terminal, error));
        return line;
    }

    private static String usedCommand(CommandLine.ParameterException error) {
        String name = error.getCommandLine().getCommandName();
        return name.equals("plimsoll") ? "" : name + " ";
    }

    private static int failed(Terminal terminal, Exception error) {
        LoggerFactory.getLogger(Main.class).error("the command failed", error);
        if (error instanceof PlimsollException trouble) {
            terminal.err().println("plimsoll: " + trouble.getMessage());
            terminal.err().println("  " + trouble.hint());
            return trouble.exitCode().code();
        }
        terminal.err().println("plimsoll: a defect in Plimsoll: " + error);
        terminal.err().println("  please report it with plimsoll.log of the run's folder");
        return ExitCode.INTERNAL.code();
    }

    /** Hands the terminal to the commands. */
    private record Commands(Terminal terminal) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == RunCommand.class) {
                return type.cast(new RunCommand(terminal));
            } else if (type == WatchCommand.class) {
                return type.cast(new WatchCommand(terminal));
            } else if (type == SearchCommand.class) {
                return type.cast(new SearchCommand(terminal));
            } else if (type == LimitsCommand.class) {
                return type.cast(new LimitsCommand(terminal));
            } else if (type == UploadCommand.class) {
                return type.cast(new UploadCommand(terminal));
            } else if (type == ValidateCommand.class) {
                return type.cast(new ValidateCommand(terminal));
            } else if (type == SandboxCommand.class) {
                return type.cast(new SandboxCommand(terminal));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
