import shortcuts from '../en/shortcuts.json'
import { addMessages } from '../t'

addMessages(shortcuts)
