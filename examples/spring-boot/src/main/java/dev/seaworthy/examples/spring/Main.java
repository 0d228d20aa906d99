package dev.seaworthy.examples.spring;

import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.config.EnvironmentConfig;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service: reads its settings, then starts Spring with them. */
@SpringBootApplication(proxyBeanMethods = false)
public class Main {
    private static final int EX_CONFIG = 78;

    public static void main(String[] arguments) {
        try {
            start(EnvironmentConfig.of(Settings.class).load().values(), arguments);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(EX_CONFIG);
        }
    }

    static ConfigurableApplicationContext start(Settings settings, String... arguments) {
        return new SpringApplicationBuilder(Main.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("settings", settings))
                .run(arguments);
    }
}
