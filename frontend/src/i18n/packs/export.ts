import messages from '../en/export.json'
import { addMessages } from '../t'

addMessages(messages)
