package dev.seaworthy.core.database.planning.archive;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.access.DefaultPrivileges;
import dev.seaworthy.core.database.planning.access.LiveGrants;
import dev.seaworthy.core.database.planning.access.LivePolicy;
import dev.seaworthy.core.database.planning.access.PolicyCanon;
import dev.seaworthy.core.database.planning.access.RowSecurity;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.planning.survey.Draft;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.planning.survey.TableCopy;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How closed an archive must be: as closed as its source is, and as its declaration will make it. */
final class ArchiveProtection {
    private final Survey survey;
    private final Table source;
    private final TableName target;
    private final List<Policy> declared;
    private final List<Grant> grants;
    private final boolean isSecured;
    private final boolean isOfItsOwn;
    private final boolean isClosedList;

    ArchiveProtection(Survey survey, Desired desired, Table source, TableName target) {
        this.survey = survey;
        this.source = source;
        this.target = target;
        List<RowLevelSecurity> ofSource = desired.rowLevelSecurity().stream()
                .filter(each -> each.table().equals(source.name()))
                .toList();
        this.isClosedList = ofSource.stream().anyMatch(RowLevelSecurity::isExclusive);
        this.declared = ofSource.stream()
                .map(RowLevelSecurity::policies)
                .flatMap(List::stream)
                .toList();
        this.grants = desired.grants();
        this.isOfItsOwn = desired.securedTables().contains(target);
        this.isSecured =
                source.isSecured() || isOfItsOwn || desired.securedTables().contains(source.name());
    }

    /** Whether row-level security holds for the archive, its owner, and whoever asks a partition. */
    boolean isSecured() {
        return isSecured;
    }

    /** The same for a table of the archive. */
    RowSecurity rowSecurity() {
        return new RowSecurity(isSecured, isSecured);
    }

    /** Whether the row-level security of the archive itself is declared, so that its policies are not the source's. */
    boolean isOfItsOwn() {
        return isOfItsOwn;
    }

    /** What the source's roles may do with it once the grants are as declared. */
    LiveGrants sourceGrants() throws SQLException {
        return new LiveGrants(LiveGrants.of(survey.session(), source).grants().stream()
                .filter(this::stays)
                .toList());
    }

    private boolean stays(LiveGrants.Grant live) {
        return grants.stream()
                .filter(grant -> grant.isExclusive() && isOf(grant, source.name()))
                .filter(grant -> DefaultPrivileges.role(grant.role()).equals(live.role()))
                .allMatch(grant -> grant.privileges().stream().map(Enum::name).anyMatch(live.privilege()::equals));
    }

    private static boolean isOf(Grant grant, TableName table) {
        return grant.target() == Grant.Target.TABLE && grant.object().equals(table.toString());
    }

    /** The grants that are declared for a table of the archive, which may stay whatever the source gives. */
    LiveGrants grants(TableName table) {
        return new LiveGrants(grants.stream()
                .filter(grant -> isOf(grant, table))
                .flatMap(grant -> grant.privileges().stream()
                        .map(privilege -> new LiveGrants.Grant(
                                Optional.empty(),
                                DefaultPrivileges.role(grant.role()),
                                privilege.name(),
                                false,
                                Optional.empty())))
                .toList());
    }

    /** The source's policies as PostgreSQL writes them for the archive; empty if that could not be found out. */
    Optional<List<LivePolicy>> policies() throws SQLException {
        Map<String, Policy> policies = new LinkedHashMap<>();
        LivePolicy.read(survey.session(), source.oid()).stream()
                .filter(live -> live.hasCondition() && !isClosedList)
                .forEach(live -> policies.put(live.name(), live.asPolicy()));
        declared.forEach(policy -> policies.put(policy.name(), policy));
        if (!isSecured || policies.isEmpty()) {
            return Optional.of(List.of());
        }
        List<Draft> drafts = new ArrayList<>();
        policies.values().forEach(policy -> drafts.add(PolicyCanon.draft(policy, source, target)));
        renaming().ifPresent(drafts::add);
        Map<Draft, LivePolicy> written = new PolicyCanon(survey).of(drafts);
        return survey.canon().canCopy(source)
                ? Optional.of(drafts.stream()
                        .filter(written::containsKey)
                        .map(draft -> Objects.requireNonNull(written.get(draft))
                                .of(Objects.requireNonNull(policies.get(draft.name()))))
                        .toList())
                : Optional.empty();
    }

    /** A policy may name its table, which is another one for the archive. */
    private Optional<Draft> renaming() {
        String name = target.name();
        return source.name().name().equals(name)
                ? Optional.empty()
                : Optional.of(new Draft(
                        source,
                        name,
                        Draft.Kind.NEW_NAME,
                        "ALTER TABLE " + TableCopy.of(source) + " RENAME TO " + Identifier.quote(name),
                        "archive " + target));
    }
}
