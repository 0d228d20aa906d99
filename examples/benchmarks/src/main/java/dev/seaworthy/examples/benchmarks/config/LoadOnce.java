package dev.seaworthy.examples.benchmarks.config;

/** A process that loads once, with the loader it is told, and prints the summary. */
final class LoadOnce {
    private LoadOnce() {}

    public static void main(String[] arguments) {
        System.out.println(loader(arguments[0]).loadAndSummarize(Variables.VALID));
    }

    /** Only the named loader's classes are initialized. */
    private static Loader<?> loader(String name) {
        return switch (name) {
            case "seaworthy" -> new SeaworthyLoader();
            case "smallRye" -> new SmallRyeLoader();
            case "springBean" -> SpringLoader.ofBean();
            case "springRecord" -> SpringLoader.ofRecord();
            default -> throw new IllegalArgumentException("No loader is called " + name);
        };
    }
}
