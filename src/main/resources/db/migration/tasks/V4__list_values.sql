call sangam.keep_list_values('tasks.task', 'task');
