package io.sangam.tasks;

import static io.sangam.records.FieldSpec.anyRef;
import static io.sangam.records.FieldSpec.bool;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.integer;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.status;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;
import static io.sangam.tasks.db.Tables.TASK;

import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a task is made of (spec, section 4.3).
@Configuration(proxyBeanMethods = false)
class TaskObject {

    static final String KEY = "task";

    @Bean
    ObjectType taskType() {
        return ObjectType.named(KEY, "tasks", "Task", TASK)
                .ownedBy(TASK.ASSIGNEE_ID, TASK.CREATED_BY)
                .columns("title", "kind", "priority", "status", "dueAt", "assignee", "parent")
                .sortedBy("dueAt")
                .extendable()
                .fields(
                        text("title", "Title", TASK.TITLE)
                                .sortedBy(TASK.TITLE_SORT)
                                .required(),
                        choice(
                                        "kind",
                                        "Kind",
                                        TASK.KIND,
                                        FieldOption.of("follow_up", "Follow-up"),
                                        FieldOption.of("call", "Call"),
                                        FieldOption.of("meeting", "Meeting"),
                                        FieldOption.of("email", "E-mail"),
                                        FieldOption.of("whatsapp", "WhatsApp"),
                                        FieldOption.of("document", "Document"),
                                        FieldOption.of("todo", "To-do"))
                                .required(),
                        choice(
                                        "priority",
                                        "Priority",
                                        TASK.PRIORITY,
                                        new FieldOption("low", "Low", "neutral", null),
                                        new FieldOption("medium", "Medium", "info", null),
                                        new FieldOption("high", "High", "bad", null))
                                .sortedBy(TASK.PRIORITY_RANK)
                                .required(),
                        status(
                                "status",
                                "Status",
                                TASK.STATUS,
                                new FieldOption(TaskStatus.TODO.key(), "To do", "info", "open"),
                                new FieldOption(TaskStatus.IN_PROGRESS.key(), "In progress", "accent", "progress"),
                                new FieldOption(TaskStatus.POSTPONED.key(), "Postponed", "warn", "waiting"),
                                new FieldOption(TaskStatus.DONE.key(), "Done", "ok", "done"),
                                new FieldOption(TaskStatus.CANCELED.key(), "Canceled", "neutral", "lost")),
                        instant("dueAt", "Due", TASK.DUE_AT).required(),
                        instant("remindAt", "Reminder", TASK.REMIND_AT),
                        user("assignee", "Assignee", TASK.ASSIGNEE_ID).required(),
                        anyRef("parent", "Belongs to", TASK.PARENT_ID, TASK.PARENT_OBJECT),
                        longText("outcome", "Outcome", TASK.OUTCOME)
                                .maxLength(Tasks.OUTCOME_LENGTH)
                                .readOnly()
                                .in("outcome"),
                        longText("comment", "Comment", TASK.COMMENT)
                                .maxLength(Tasks.COMMENT_LENGTH)
                                .in("outcome"),
                        instant("completedAt", "Completed", TASK.COMPLETED_AT)
                                .readOnly()
                                .in("outcome"),
                        integer("postponedCount", "Times postponed", TASK.POSTPONED_COUNT)
                                .readOnly()
                                .in("system"),
                        integer("reassignCount", "Times reassigned", TASK.REASSIGN_COUNT)
                                .readOnly()
                                .in("system"),
                        bool(TaskRules.FINAL_OVERDUE, "Nobody left to take it", TASK.FINAL_OVERDUE)
                                .readOnly()
                                .in("system"),
                        instant("createdAt", "Created", TASK.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", TASK.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", TASK.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", TASK.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }
}
