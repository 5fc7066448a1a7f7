import tasks from '../en/tasks.json'
import { addMessages } from '../t'

addMessages(tasks)
