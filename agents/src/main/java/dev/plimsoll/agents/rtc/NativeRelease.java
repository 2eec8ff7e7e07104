package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Properties;

/**
 * Releases natives that webrtc-java 0.14.0 forgets when a peer connection is closed (its issue 239): about 67 kB each. On
 * any other version the library may release them itself, and doing it twice would crash, so then nothing is done.
 */
final class NativeRelease {
    private static final String LEAKY_VERSION = "0.14.0";
    private static final String POM = "/META-INF/maven/dev.onvoid.webrtc/webrtc-java/pom.properties";
    private static final Field HANDLE = isLeaky() ? handleField() : null;

    private NativeRelease() {}

    /** The object's native handle; take it before the object is closed. 0 if there is nothing to release. */
    static long handleOf(NativeObject object) {
        try {
            return HANDLE == null ? 0 : HANDLE.getLong(object);
        } catch (IllegalAccessException e) {
            return 0;
        }
    }

    /** Gives the native object back. Nobody may touch it afterwards. */
    static void release(long handle) {
        if (handle == 0) {
            return;
        }
        try {
            Handle object = new Handle();
            HANDLE.setLong(object, handle);
            object.release();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the handle was readable before", e);
        }
    }

    private static final class Handle extends RefCountedObject {}

    private static boolean isLeaky() {
        try (InputStream in = RTCPeerConnection.class.getResourceAsStream(POM)) {
            Properties pom = new Properties();
            if (in != null) {
                pom.load(in);
            }
            return LEAKY_VERSION.equals(pom.getProperty("version"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Field handleField() {
        try {
            Field field = NativeObject.class.getDeclaredField("nativeHandle");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
