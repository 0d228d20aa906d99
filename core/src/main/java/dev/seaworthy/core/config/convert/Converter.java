package dev.seaworthy.core.config.convert;

/** How a text becomes a value of one type. */
@FunctionalInterface
public interface Converter {
    Object convert(String text) throws Refusal;
}
