package dev.plimsoll.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which by custom asks a service to read its settings again. The JDK offers signals in a class that every compiler
 * warns of and every JDK has; without it, or where there is no such signal, nothing happens.
 */
final class OnHangup {
    private static final Logger LOG = LoggerFactory.getLogger(OnHangup.class);

    private OnHangup() {}

    /** @param task runs for each signal, on a thread of the JVM, and returns at once */
    static void run(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    OnHangup.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                        }
                        return null;
                    });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.warn("SIGHUP cannot be heard here", e);
        }
    }
}
