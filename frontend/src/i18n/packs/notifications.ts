import notifications from '../en/notifications.json'
import { addMessages } from '../t'

addMessages(notifications)
