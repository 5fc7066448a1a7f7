call sangam.custom_slots('tasks.task');
