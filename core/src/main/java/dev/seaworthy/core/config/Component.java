package dev.seaworthy.core.config;

import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.Description;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.Prefix;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.annotation.RequiredWhen;
import dev.seaworthy.core.config.constraint.PublicUrl;
import dev.seaworthy.core.config.convert.Format;
import dev.seaworthy.core.config.convert.TextTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Optional;

/** Reads a component of a record as the declaration of a variable. */
final class Component {
    private Component() {}

    static boolean isOptional(RecordComponent component) {
        return component.getType() == Optional.class;
    }

    /** Its type, inside an Optional. */
    static Type type(RecordComponent component) {
        if (!isOptional(component)) {
            return component.getGenericType();
        }
        if (component.getGenericType() instanceof ParameterizedType generic) {
            return generic.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException("Component " + component.getName() + ": say what the Optional holds");
    }

    static Setting<?> setting(RecordComponent component, String variable, String prefix, TextTypes types) {
        Setting.Builder<Object> setting =
                new Setting.Builder<>(variable, type(component), types).format(Format.of(component));
        if (component.getAnnotations().length > 0) {
            readAnnotations(component, prefix, setting);
        }
        if (type(component) == URI.class && isPublicUrl(component)) {
            setting.publicUrl();
        }
        return setting.build(isOptional(component));
    }

    private static void readAnnotations(RecordComponent component, String prefix, Setting.Builder<Object> setting) {
        for (Annotation annotation : component.getAnnotations()) {
            if (annotation instanceof Prefix) {
                throw new IllegalArgumentException(
                        "Component " + component.getName() + " is no record: @Prefix can't stand on it");
            } else if (annotation instanceof Default declared) {
                setting.defaultTo(declared.value());
            } else if (annotation instanceof AllowEmpty) {
                setting.allowEmpty();
            } else if (annotation instanceof RequiredIn declared) {
                setting.requiredIn(declared.value());
            } else if (annotation instanceof Description declared) {
                setting.description(declared.value());
            } else if (annotation instanceof Example declared) {
                setting.example(declared.value());
            }
        }
        for (DefaultIn declared : component.getAnnotationsByType(DefaultIn.class)) {
            setting.defaultIn(declared.value(), declared.stage());
        }
        for (RequiredWhen declared : component.getAnnotationsByType(RequiredWhen.class)) {
            setting.requiredWhen(prefix + declared.variable(), declared.is());
        }
    }

    private static boolean isPublicUrl(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(PublicUrl.class)
                || (component.getAnnotatedType() instanceof AnnotatedParameterizedType generic
                        && generic.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(PublicUrl.class));
    }
}
