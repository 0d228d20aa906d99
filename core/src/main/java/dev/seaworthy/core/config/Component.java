package dev.seaworthy.core.config;

import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.AllowPlaceholder;
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
import java.lang.reflect.AnnotatedType;
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
        Type type = type(component);
        Setting.Builder<Object> setting = new Setting.Builder<>(variable, type, types).format(Format.of(component));
        if (component.getAnnotations().length > 0) {
            readAnnotations(component, prefix, setting);
        }
        if ((type == URI.class || type instanceof ParameterizedType) && isPublicUrl(component)) {
            setting.leadsOutside();
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
            } else if (annotation instanceof AllowPlaceholder) {
                setting.allowPlaceholder();
            } else if (annotation instanceof RequiredIn declared) {
                setting.requiredIn(declared.value());
            } else if (annotation instanceof Description declared) {
                setting.description(declared.value());
            } else if (annotation instanceof Example declared) {
                setting.example(declared.value());
            } else if (annotation instanceof DefaultIn declared) {
                setting.defaultIn(declared.value(), declared.stage());
            } else if (annotation instanceof DefaultIn.List several) {
                for (DefaultIn declared : several.value()) {
                    setting.defaultIn(declared.value(), declared.stage());
                }
            }
        }
        for (RequiredWhen declared : requiredWhen(component)) {
            setting.requiredWhen(prefix + declared.variable(), declared.is());
        }
    }

    /** What it is required for; without a look for an annotation that no component has. */
    static RequiredWhen[] requiredWhen(RecordComponent component) {
        for (Annotation annotation : component.getAnnotations()) {
            if (annotation instanceof RequiredWhen.List several) {
                return several.value();
            }
            if (annotation instanceof RequiredWhen declared) {
                return new RequiredWhen[] {declared};
            }
        }
        return new RequiredWhen[0];
    }

    private static boolean isPublicUrl(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(PublicUrl.class)
                || holdsPublicUrl(component.getAnnotatedType());
    }

    private static boolean holdsPublicUrl(AnnotatedType type) {
        if (type.isAnnotationPresent(PublicUrl.class)) {
            return true;
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
                if (holdsPublicUrl(argument)) {
                    return true;
                }
            }
        }
        return false;
    }
}
