package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.core.schedule.run.Declared;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job as db-scheduler runs it: picked, kept alive and found dead by db-scheduler, begun and ended by us.
 *
 * <p>Nothing is left to db-scheduler's own completion: the row is settled when the job's code has ended.
 */
final class RowTask extends AbstractTask<String> {
    private static final Logger LOGGER = LoggerFactory.getLogger(RowTask.class);

    private final Declared declared;
    private final Node node;

    RowTask(Declared declared, Node node) {
        super(
                declared.name(),
                String.class,
                (complete, operations) -> LOGGER.error(
                        "The end of a run of job {} is not in the table; the job runs again when its heartbeat is missed",
                        declared.name(),
                        complete.getCause().map(Trace::of).orElse(null)),
                (complete, operations) -> node.takeOver(declared, complete.getExecution()));
        this.declared = declared;
        this.node = node;
    }

    @Override
    public CompletionHandler<String> execute(TaskInstance<String> instance, ExecutionContext context) {
        node.run(declared, context.getCurrentlyExecuting(), instance.getData());
        return (complete, operations) -> {};
    }

    @Override
    public SchedulableInstance<String> schedulableInstance(String id) {
        throw new UnsupportedOperationException("rows are made by Rows");
    }

    @Override
    public SchedulableInstance<String> schedulableInstance(String id, String data) {
        throw new UnsupportedOperationException("rows are made by Rows");
    }
}
