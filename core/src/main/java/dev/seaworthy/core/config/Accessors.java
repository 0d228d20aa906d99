package dev.seaworthy.core.config;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/** Tells which component of which record a method reference names. */
final class Accessors {
    private Accessors() {}

    /** Refuses what is no method reference such as {@code Settings::emailFrom}. */
    static Named of(Serializable reference) {
        try {
            Method replace = reference.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(reference) instanceof SerializedLambda lambda) {
                return new Named(lambda.getImplClass().replace('/', '.'), lambda.getImplMethodName());
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException("Pass a method reference such as Settings::emailFrom", e);
        }
        throw new IllegalArgumentException("Pass a method reference such as Settings::emailFrom");
    }

    record Named(String type, String component) {}
}
