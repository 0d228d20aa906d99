package dev.seaworthy.docs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module shows to its users, as text: the public and protected members of the packages it exports. */
final class ApiSurface {
    private ApiSurface() {}

    /** The surface of the module that {@code witness} belongs to. */
    static String of(Class<?> witness) throws IOException {
        Path place = Path.of(URI.create(
                witness.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(place)) {
            return render(place, witness.getClassLoader());
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return render(jar.getPath("/"), witness.getClassLoader());
        }
    }

    private static String render(Path root, ClassLoader loader) throws IOException {
        ModuleDescriptor module;
        try (InputStream in = Files.newInputStream(root.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(in);
        }
        Map<String, String> types = new TreeMap<>();
        for (ModuleDescriptor.Exports exported : module.exports()) {
            try (Stream<Path> files = Files.list(root.resolve(exported.source().replace('.', '/')))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                        .map(name -> load(loader, exported.source() + "." + name.substring(0, name.length() - 6)))
                        .filter(ApiSurface::isVisible)
                        .forEach(type -> types.put(type.getName(), describe(type)));
            }
        }
        return "module " + module.name() + "\n" + String.join("", types.values());
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return isVisible(type.getModifiers())
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()))
                && !type.isAnonymousClass()
                && !type.isSynthetic();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String describe(Class<?> type) {
        Stream<String> members = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(member -> isVisible(((Member) member).getModifiers()) && !((Member) member).isSynthetic())
                .filter(member -> !isImplied(type, (AccessibleObject) member))
                .map(member -> "    " + describe((AccessibleObject) member) + "\n")
                .sorted();
        return "\n" + head(type) + "\n" + members.collect(Collectors.joining());
    }

    /** Every record and enum has these. */
    private static boolean isImplied(Class<?> type, AccessibleObject member) {
        if (!(member instanceof Method method)) {
            return false;
        }
        List<String> implied =
                type.isRecord() ? List.of("equals", "hashCode", "toString") : List.of("values", "valueOf");
        return (type.isRecord() || type.isEnum()) && implied.contains(method.getName());
    }

    private static String head(Class<?> type) {
        String bounds = Stream.concat(Stream.of(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .filter(Objects::nonNull)
                .filter(above ->
                        !List.of(Object.class, Record.class, Enum.class).contains(above))
                .map(Class::getName)
                .collect(Collectors.joining(", "));
        String permits = type.isSealed()
                ? " permits "
                        + Arrays.stream(type.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .sorted()
                                .collect(Collectors.joining(", "))
                : "";
        return modifiers(type.getModifiers() & ~Modifier.INTERFACE) + kind(type) + " " + type.getName()
                + (bounds.isEmpty() ? "" : " : " + bounds) + permits;
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
    }

    private static String describe(AccessibleObject member) {
        if (member instanceof Field field) {
            return modifiers(field.getModifiers()) + field.getGenericType().getTypeName() + " " + field.getName();
        }
        Executable executable = (Executable) member;
        String result = executable instanceof Method method
                ? method.getGenericReturnType().getTypeName() + " "
                : "";
        String name = executable instanceof Constructor<?> ? "new" : executable.getName();
        return modifiers(executable.getModifiers() & Modifier.methodModifiers() & ~Modifier.TRANSIENT)
                + result
                + name
                + Arrays.stream(executable.getGenericParameterTypes())
                        .map(java.lang.reflect.Type::getTypeName)
                        .collect(Collectors.joining(", ", "(", ")"))
                + Arrays.stream(executable.getGenericExceptionTypes())
                        .map(java.lang.reflect.Type::getTypeName)
                        .collect(Collectors.joining(", ", " throws ", ""))
                        .replaceFirst("^ throws $", "");
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~Modifier.SYNCHRONIZED);
        return text.isEmpty() ? "" : text + " ";
    }
}
