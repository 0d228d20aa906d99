package dev.seaworthy.core.deploy.vercel.problem;

/** How much a problem matters. */
public enum Severity {
    /** Vercel refuses the file, or what it says is never what was meant, or a secret is in it. */
    ERROR,
    /** It may be meant, and often is not; or it depends on what changes at Vercel. */
    WARNING,
    /** Nothing is wrong; something is good to know. */
    NOTE
}
