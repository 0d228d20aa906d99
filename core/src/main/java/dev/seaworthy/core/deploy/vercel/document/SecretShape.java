package dev.seaworthy.core.deploy.vercel.document;

import java.util.regex.Pattern;

/** What keys, tokens and passwords look like. */
public final class SecretShape {
    private static final Pattern SHAPE = Pattern.compile(
            "\\b[sr]k_(?:live|test)_\\w{8}" // Stripe
                    + "|\\bwhsec_\\w{8}|\\bsk-[\\w-]{20}|\\bre_\\w{16}" // Stripe, OpenAI, Resend
                    + "|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b" // AWS
                    + "|\\bgh[pousr]_\\w{20}|\\bgithub_pat_\\w{20}|\\bglpat-[\\w-]{20}|\\bnpm_\\w{30}"
                    + "|\\bxox[abeprs]-[\\w-]{10}|\\bAIza[\\w-]{35}|\\bSG\\.[\\w-]{16}" // Slack, Google, SendGrid
                    + "|\\bsbp_\\w{30}|\\bsb_secret_\\w{8}|\\bAGE-SECRET-KEY-1\\w{20}" // Supabase, age
                    + "|-----BEGIN [A-Z ]{0,20}PRIVATE KEY"
                    + "|\\beyJ[\\w-]{8,500}\\.eyJ[\\w-]{8}" // a JSON web token
                    + "|://[^\\s/?#@:]{0,200}:[^\\s/?#@]{1,200}@" // user and password in a URL
                    + "|\\b(?i:bearer|basic) [\\w+/=.~-]{12}");

    private SecretShape() {}

    /** Whether a part of it looks like a secret. */
    public static boolean isIn(String text) {
        return SHAPE.matcher(text).find();
    }
}
