package dev.seaworthy.security.password.phc;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A hash as one text that says how it was made: {@code $id$v=19$m=19456,t=2,p=1$salt$hash}, as the PHC string format
 * has it; salt and hash in Base64 without padding. Immutable; its text shows all of it.
 */
public final class PhcString {
    private static final int LONGEST = 512;
    private static final String B64 = "([A-Za-z0-9+/]+)";
    private static final Pattern FORM = Pattern.compile(
            "\\$([a-z0-9-]{1,32})(?:\\$v=(\\d{1,9}))?\\$([a-z]{1,32}=[^$,=]{1,48}(?:,[a-z]{1,32}=[^$,=]{1,48})*)\\$"
                    + B64 + "\\$" + B64);

    private final String id;
    private final Optional<Integer> version;
    private final Map<String, String> parameters;
    private final byte[] salt;
    private final byte[] hash;

    public PhcString(String id, Optional<Integer> version, Map<String, String> parameters, byte[] salt, byte[] hash) {
        this.id = id;
        this.version = version;
        this.parameters = new LinkedHashMap<>(parameters);
        this.salt = salt.clone();
        this.hash = hash.clone();
    }

    /** Empty if the text is no such string. */
    public static Optional<PhcString> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : form.group(3).split(",", -1)) {
            int equals = parameter.indexOf('=');
            if (parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                return Optional.empty();
            }
        }
        Optional<byte[]> salt = decode(form.group(4));
        Optional<byte[]> hash = decode(form.group(5));
        if (salt.isEmpty() || hash.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> version = Optional.ofNullable(form.group(2)).map(Integer::valueOf);
        return Optional.of(new PhcString(form.group(1), version, parameters, salt.get(), hash.get()));
    }

    public String id() {
        return id;
    }

    public Optional<Integer> version() {
        return version;
    }

    /** The value of a parameter as it stands. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether it has no parameters but these. */
    public boolean hasOnly(String... names) {
        return List.of(names).containsAll(parameters.keySet());
    }

    public byte[] salt() {
        return salt.clone();
    }

    public byte[] hash() {
        return hash.clone();
    }

    @Override
    public String toString() {
        String stated = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + parameter.getValue())
                .collect(Collectors.joining(","));
        return '$'
                + id
                + version.map(number -> "$v=" + number).orElse("")
                + '$'
                + stated
                + '$'
                + encode(salt)
                + '$'
                + encode(hash);
    }

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty if it is no Base64 without padding. */
    public static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
