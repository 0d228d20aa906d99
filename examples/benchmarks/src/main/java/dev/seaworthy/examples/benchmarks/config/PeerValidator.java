package dev.seaworthy.examples.benchmarks.config;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The validator that the peers are given, built once, without an expression language as Seaworthy's is. */
final class PeerValidator {
    private PeerValidator() {}

    static Validator create() {
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }
}
