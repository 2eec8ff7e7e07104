package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.RunJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who does the job. */
enum Contender {
    /** Plimsoll's generator, as a run starts it. */
    PLIMSOLL("plimsoll", PlimsollMain.class, "plimsoll-load"),
    /** A client made of Netty alone, which does the same protocol and keeps no accounts. */
    NETTY("bare Netty", NettyMain.class, "multiThreadIoEventLoopGroup"),
    /** Gatling's own WebSocket support, with a JSON check of each answer. */
    GATLING_WS("Gatling ws", GatlingWsMain.class, "gatling"),
    /** Artillery, which sends and checks nothing. */
    ARTILLERY("Artillery", null, "");

    private final String label;
    private final Class<?> main;
    private final String loops;

    Contender(String label, Class<?> main, String loops) {
        this.label = label;
        this.main = main;
        this.loops = loops;
    }

    String label() {
        return label;
    }

    /** How the names of its event loops begin. */
    String loops() {
        return loops;
    }

    /** Artillery is not ours to tell when to begin. */
    boolean rehearses() {
        return this != ARTILLERY;
    }

    /** @param folder for what it writes */
    List<String> command(List<String> jvmOptions, Path folder) throws IOException {
        if (this == ARTILLERY) {
            return Artillery.command(folder);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(RunJvm.OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), folder.toString()));
        return command;
    }
}
