package dev.seaworthy.core.config;

/** How a text becomes a value of one type. */
@FunctionalInterface
interface Converter {
    Object convert(String text) throws Refusal;
}
