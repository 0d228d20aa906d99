package dev.seaworthy.core.config;

import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.Description;
import dev.seaworthy.core.config.annotation.Example;
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
import java.util.Optional;
import java.util.function.Consumer;

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
        with(component, Default.class, declared -> setting.defaultTo(declared.value()));
        with(component, AllowEmpty.class, declared -> setting.allowEmpty());
        with(component, RequiredIn.class, declared -> setting.requiredIn(declared.value()));
        with(component, Description.class, declared -> setting.description(declared.value()));
        with(component, Example.class, declared -> setting.example(declared.value()));
        for (DefaultIn declared : component.getAnnotationsByType(DefaultIn.class)) {
            setting.defaultIn(declared.value(), declared.stage());
        }
        for (RequiredWhen declared : component.getAnnotationsByType(RequiredWhen.class)) {
            setting.requiredWhen(prefix + declared.variable(), declared.is());
        }
        if (isPublicUrl(component)) {
            setting.publicUrl();
        }
        return setting.build(isOptional(component));
    }

    private static <A extends Annotation> void with(RecordComponent component, Class<A> type, Consumer<A> use) {
        Optional.ofNullable(component.getAnnotation(type)).ifPresent(use);
    }

    private static boolean isPublicUrl(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(PublicUrl.class)
                || (component.getAnnotatedType() instanceof AnnotatedParameterizedType generic
                        && generic.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(PublicUrl.class));
    }
}
