package dev.seaworthy.core.deploy.release.journal;

/** What a line of a journal tells. */
public enum JournalEvent {
    /** A run of a release has begun; its steps are named. */
    BEGUN,
    /** Another process, or the same once more, goes on with the run. */
    RESUMED,
    /** A step is about to act: it may have done so in part if nothing follows. */
    STEP_BEGUN,
    /** A step noted a value for itself and for later steps. */
    NOTED,
    STEP_DONE,
    STEP_FAILED,
    /** The run waits for somebody's approval of a step. */
    AWAITING_APPROVAL,
    APPROVED,
    /** From here on the run goes backwards. */
    ROLLBACK_BEGUN,
    UNDO_BEGUN,
    UNDONE,
    UNDO_FAILED,
    /** A step is about to act once more, after a rollback. */
    AGAIN_BEGUN,
    AGAIN_DONE,
    AGAIN_FAILED,
    /** The run has ended, with a status. */
    ENDED,
    /** One of those that hear of the outcome has been told, or could not be. */
    TOLD,
    /** A person has put right what the run left. */
    SETTLED
}
